package dev.penstock.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Notes each frame. Some it does not take when it is first offered: it pauses the peer, and goes on in the next turn. */
class FrameNotes implements FrameHandler {
    private static final int MOST_REFUSED = 24; // the simulated network takes more turns without a byte for a livelock

    private final int refusals; // a bit for each frame in eight
    private final List<String> frames = new ArrayList<>();
    private int refused;
    private boolean isRefused;
    private boolean isTooLong;
    private long calls;
    private CloseReason end;

    FrameNotes(int refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean onFrame(Connection connection, ByteBuffer frame) {
        if (refuses(connection)) return false;
        note(ISO_8859_1.decode(frame).toString());
        return true;
    }

    /** Whether the next frame is to be offered again. */
    final boolean refuses(Connection connection) {
        calls++;
        if (isTooLong || end != null) throw new AssertionError("a frame behind the end");
        boolean isOneOfThem = (refusals >> frames.size() % 8 & 1) == 1;
        isRefused = isOneOfThem && !isRefused && refused < MOST_REFUSED;
        if (!isRefused) return false;
        refused++;
        connection.pauseInput();
        connection.reactor().execute(connection::resumeInput);
        return true;
    }

    final void note(String frame) {
        frames.add(frame);
    }

    @Override
    public void onTooLong(Connection connection) {
        calls++;
        isTooLong = true;
    }

    @Override
    public void onClosed(Connection connection, CloseReason reason) {
        calls++;
        if (end != null) throw new AssertionError("closed twice");
        end = reason;
    }

    /** Each frame's payload, a byte a character. */
    final List<String> frames() {
        return frames;
    }

    final boolean isTooLong() {
        return isTooLong;
    }

    /** How often anything was called. */
    final long calls() {
        return calls;
    }

    /** Why the connection was closed; null as long as it is not. */
    final CloseReason end() {
        return end;
    }
}
