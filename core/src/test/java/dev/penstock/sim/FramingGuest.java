package dev.penstock.sim;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.WriteResult;
import dev.penstock.frame.FrameHandler;
import dev.penstock.frame.FrameReader;
import dev.penstock.frame.Framing;
import dev.penstock.frame.LengthPrefixedFraming;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

/** A server that sends each frame back, or each line between two marks, with each framing that there is. */
final class FramingGuest implements Guest {
    private enum Kind {
        LENGTH_PREFIXED,
        LINES,
        TELNET_LINES
    }

    private static final byte MARK = '\n'; // in no line, but in a telnet command

    private final Kind kind;
    private final int maxFrame;
    private final int hardLimit;
    private final Framing framing;
    private final Duration timeout;
    private final int minRate;
    private final ByteBuffer answer;

    private FramingGuest(Dice dice) {
        this.kind = dice.oneOf(Kind.values());
        this.maxFrame = (int) dice.magnitude(8, 4_000);
        this.hardLimit = (int) dice.magnitude(Math.max(1 << 10, maxFrame + 4), 16 << 10);
        this.framing = switch (kind) {
            case LENGTH_PREFIXED -> Framing.lengthPrefixed(maxFrame);
            case LINES -> Framing.lines(maxFrame);
            case TELNET_LINES -> Framing.telnetLines(maxFrame);
        };
        this.timeout = Duration.ofNanos(dice.chance(900) ? dice.magnitude(500 * Plan.MS, 30 * Plan.SECOND) : 0);
        this.minRate = dice.chance(200) ? (int) dice.magnitude(1, 1_000) : 0;
        this.answer = dice.chance(512) ? ByteBuffer.allocate(maxFrame + 2) : ByteBuffer.allocateDirect(maxFrame + 2);
    }

    /** Makes one for each world. */
    static final class Maker implements Function<Dice, Guest> {
        @Override
        public Guest apply(Dice dice) {
            return new FramingGuest(dice);
        }
    }

    @Override
    public void configure(ListenerOptions.Builder listening, ListenerOptions drawn) {
        listening
                .policy(SlowPeerPolicy.pauseInput(
                        hardLimit, drawn.connection().policy().stallTimeout()))
                .maxReadBuffer(framing.readBuffer())
                .frameTimeout(timeout)
                .minFrameRate(minRate);
    }

    @Override
    public ConnectionHandler handler(Connection connection) {
        FrameHandler handler = kind == Kind.LENGTH_PREFIXED ? this::frame : this::line;
        return new FrameReader(framing, handler);
    }

    private boolean frame(Connection connection, ByteBuffer payload) {
        return connection.write(LengthPrefixedFraming.withHeader(payload)) != WriteResult.RETRY;
    }

    private boolean line(Connection connection, ByteBuffer payload) {
        answer.clear().put(MARK).put(payload).put(MARK).flip();
        return connection.write(answer) != WriteResult.RETRY;
    }

    @Override
    public Dialogue dialogue(Dice dice, int about) {
        if (kind == Kind.LENGTH_PREFIXED) return new FrameDialogue(dice, about, maxFrame);
        return new LineDialogue(dice, about, maxFrame, kind == Kind.TELNET_LINES, FramingGuest::marked);
    }

    private static byte[] marked(byte[] line) {
        byte[] marked = Arrays.copyOf(line, line.length + 2);
        System.arraycopy(line, 0, marked, 1, line.length);
        marked[0] = marked[line.length + 1] = MARK;
        return marked;
    }

    @Override
    public String toString() {
        return "frames: " + kind + ", at most " + maxFrame + " bytes, hard limit " + hardLimit + ", timeout " + timeout;
    }
}
