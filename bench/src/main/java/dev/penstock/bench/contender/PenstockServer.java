package dev.penstock.bench.contender;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Group;
import dev.penstock.ListenException;
import dev.penstock.Listener;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.WriteResult;
import dev.penstock.bench.work.Work;
import dev.penstock.frame.FrameReader;
import dev.penstock.frame.FrameRelay;
import dev.penstock.frame.Framing;
import dev.penstock.frame.LengthPrefixedFraming;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** The core, with the policies, limits and buffers that this project's own servers have by default. */
final class PenstockServer implements ContenderServer {
    private static final long FRAMED_HARD_LIMIT = 4 << 20;
    private static final int KERNEL_BUFFER = 256 << 10;

    private final Reactor reactor;
    private final int port;

    private PenstockServer(Reactor reactor, int port) {
        this.reactor = reactor;
        this.port = port;
    }

    static ContenderServer open(Work work) throws ListenException {
        Reactor reactor = Reactor.open(ReactorOptions.defaults());
        var options = ListenerOptions.builder()
                .hosts(List.of("127.0.0.1"))
                .sendBuffer(KERNEL_BUFFER)
                .receiveBuffer(KERNEL_BUFFER);
        Function<Connection, ConnectionHandler> handlers = switch (work) {
            case ECHO -> echo(options);
            case FRAMED -> framed(options);
            case CHAT -> chat(options, reactor);
        };
        Listener listener = reactor.listen(options.build(), handlers);
        reactor.start();
        return new PenstockServer(
                reactor, ((InetSocketAddress) listener.addresses().get(0)).getPort());
    }

    private static Function<Connection, ConnectionHandler> echo(ListenerOptions.Builder options) {
        options.policy(
                SlowPeerPolicy.pauseInput(SlowPeerPolicy.DEFAULT_HARD_LIMIT, SlowPeerPolicy.DEFAULT_STALL_TIMEOUT));
        ConnectionHandler echo = Connection::writeSome;
        return connection -> echo;
    }

    private static Function<Connection, ConnectionHandler> framed(ListenerOptions.Builder options) {
        Framing framing = Framing.lengthPrefixed(Work.MAX_FRAME);
        options.policy(SlowPeerPolicy.pauseInput(FRAMED_HARD_LIMIT, SlowPeerPolicy.DEFAULT_STALL_TIMEOUT))
                .maxReadBuffer(framing.readBuffer());
        FrameRelay echo = new FrameRelay() {
            @Override
            public boolean onFrames(Connection connection, ByteBuffer frames) {
                return frames.remaining() <= FRAMED_HARD_LIMIT && connection.write(frames) != WriteResult.RETRY;
            }

            @Override
            public boolean onFrame(Connection connection, ByteBuffer frame) {
                return connection.write(LengthPrefixedFraming.withHeader(frame)) != WriteResult.RETRY;
            }
        };
        return connection -> new FrameReader(framing, echo);
    }

    private static Function<Connection, ConnectionHandler> chat(ListenerOptions.Builder options, Reactor reactor) {
        Framing framing = Framing.lines(Work.MAX_LINE);
        options.policy(SlowPeerPolicy.dropOldest(
                        SlowPeerPolicy.DEFAULT_HARD_LIMIT, SlowPeerPolicy.DEFAULT_STALL_TIMEOUT))
                .maxReadBuffer(framing.readBuffer());
        Group everybody = new Group(reactor);
        FrameRelay room = new FrameRelay() {
            @Override
            public void onOpen(Connection connection) {
                everybody.join(connection); // who is closed leaves by itself
            }

            /** Each is a message of its own, so that what is dropped, and counted, is lines. */
            @Override
            public boolean onFrames(Connection connection, ByteBuffer lines) {
                int end = lines.limit();
                for (int at = lines.position(); at < end; at++) {
                    if (lines.get(at) != '\n') continue;
                    everybody.broadcast(lines.limit(at + 1), connection);
                    lines.limit(end);
                }
                return true;
            }

            @Override
            public boolean onFrame(Connection connection, ByteBuffer line) {
                return true; // the end of input, without a newline: not a line here
            }
        };
        return connection -> new FrameReader(framing, room);
    }

    @Override
    public int port() {
        return port;
    }

    /** What its pool lends out. From Java 22 on it takes its memory from where the JVM does not count buffers. */
    @Override
    public long foreignDirectBytes() {
        return Runtime.version().feature() < 22 ? 0 : reactor.snapshot().get(Metric.POOL_USED);
    }

    @Override
    public long missedMessages() {
        return reactor.snapshot().get(Metric.MESSAGES_MISSED);
    }
}
