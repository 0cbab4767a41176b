package dev.penstock.bench.load;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.Map;

/** Plans, events and results as lines of JSON: what passes between {@code run} and {@code drive}. */
public final class PlanJson {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private PlanJson() {}

    /** The plan as one line. */
    public static String of(LoadPlan plan) {
        return GSON.toJson(plan);
    }

    /** The event as one line; its member {@code event} says which. */
    public static String of(LoadEvent event) {
        return GSON.toJson(event);
    }

    /** The result as one line, an event of the name {@code result}. */
    public static String of(LoadResult result) {
        var all = new JsonObject();
        all.addProperty("event", "result");
        for (Map.Entry<String, JsonElement> member :
                GSON.toJsonTree(result).getAsJsonObject().entrySet()) all.add(member.getKey(), member.getValue());
        return GSON.toJson(all);
    }

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static LoadPlan plan(String json) {
        return read(json, LoadPlan.class, "plan");
    }

    /**
     * Reads an event; of a result only its name.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LoadEvent event(String json) {
        return read(json, LoadEvent.class, "event");
    }

    /**
     * Reads a result.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LoadResult result(String json) {
        return read(json, LoadResult.class, "result");
    }

    private static <T> T read(String json, Class<T> type, String what) {
        try {
            T value = GSON.fromJson(json, type);
            if (value != null) return value;
            throw new IllegalArgumentException("no " + what);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("not a " + what + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            Throwable cause = e; // Gson wraps what a record's constructor says
            while (cause.getCause() != null) cause = cause.getCause();
            throw new IllegalArgumentException("not a " + what + ": " + cause.getMessage(), e);
        }
    }
}
