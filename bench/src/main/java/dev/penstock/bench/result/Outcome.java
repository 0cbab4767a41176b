package dev.penstock.bench.result;

import com.google.gson.annotations.SerializedName;
import java.util.Objects;

/**
 * How a run ended.
 *
 * @param lastWords what the server said last, as it said it; may be empty
 */
public record Outcome(Kind kind, String lastWords) {
    public static final Outcome OK = new Outcome(Kind.OK, "");

    public Outcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(lastWords, "lastWords");
    }

    /** Whether it ran to its end. */
    public boolean isOk() {
        return kind == Kind.OK;
    }

    public enum Kind {
        /** To its end. */
        @SerializedName("ok")
        OK,
        /** The server's process ended. */
        @SerializedName("died")
        DIED,
        /** The server's process lives, and does nothing any more. */
        @SerializedName("froze")
        FROZE,
        /** The server took fewer connections than it was asked to. */
        @SerializedName("refused")
        REFUSED,
        /** This machine or JVM has not what the server needs. */
        @SerializedName("unavailable")
        UNAVAILABLE
    }
}
