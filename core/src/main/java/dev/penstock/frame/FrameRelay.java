package dev.penstock.frame;

import dev.penstock.Connection;
import java.nio.ByteBuffer;

/** A handler that passes frames on as they came, and so need not see each of them when many have arrived at once. */
public interface FrameRelay extends FrameHandler {
    /**
     * Whole frames that lie one behind the other, headers and ends included. If they are not taken together, each is handed to
     * {@link #onFrame} after this.
     *
     * @param connection the connection
     * @param frames from position to limit, which may be moved; read-only, lent for the duration of the call
     * @return whether they were taken, all of them; if not, none was
     */
    boolean onFrames(Connection connection, ByteBuffer frames);
}
