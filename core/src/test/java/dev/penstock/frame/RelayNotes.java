package dev.penstock.frame;

import dev.penstock.Connection;
import java.nio.ByteBuffer;

/** The same for a handler that takes many length-prefixed frames at once. */
final class RelayNotes extends FrameNotes implements FrameRelay {
    RelayNotes(int refusals) {
        super(refusals);
    }

    @Override
    public boolean onFrames(Connection connection, ByteBuffer whole) {
        if (refuses(connection)) return false;
        byte[] bytes = new byte[whole.remaining()];
        whole.get(bytes);
        NaiveFrames.read(bytes, Integer.MAX_VALUE).frames().forEach(this::note);
        return true;
    }
}
