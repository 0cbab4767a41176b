package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Group;
import dev.penstock.ListenException;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorOptions;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.WriteResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Thousands in one group, on the simulated network: what the slow lose they are told exactly, and the others lose nothing. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class GroupScaleWorldTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MS = 1_000_000;
    private static final Duration STALL = Duration.ofMinutes(2);

    @Test
    void shouldKeepAThousandSlowMembersOfTwoThousandAndTellEachExactlyWhatItMissed() throws ListenException {
        var room = new Scene(SlowPeerPolicy.dropOldest(8 << 10, STALL), 4 << 10, 0);
        for (int i = 0; i < 2_000; i++) room.add(i % 2 == 0);
        for (int i = 0; i < 100; i++) room.sayAt(SECOND + i * 10 * MS, 5, 120);
        room.network.at(62 * SECOND, () -> room.members.forEach(Member::resume));
        room.run(90 * SECOND);

        assertThat(room.closed).isZero();
        int slow = 0;
        for (Member member : room.members) {
            member.assertExact(room.said);
            assertThat(member.told > 0).isEqualTo(member.isSlow);
            if (member.told > 0) slow++;
        }
        assertThat(slow).isEqualTo(1_000);
    }

    /** Each line alone fits, all of them are twice the limit: only what the kernel refuses may count. */
    @Test
    void shouldDropNothingOfAReadFullOfLinesForFiveThousandThatRead() throws ListenException {
        var room = new Scene(SlowPeerPolicy.dropNewest(8 << 10, STALL), 64 << 10, 0);
        for (int i = 0; i < 5_000; i++) room.add(true);
        room.sayAt(SECOND, 500, 32);
        room.run(10 * SECOND);

        assertThat(room.reactor.snapshot().get(Metric.MESSAGES_MISSED)).isZero();
        assertThat(room.closed).isZero();
        for (Member member : room.members) assertThat(member.lines).isEqualTo(500);
    }

    @Test
    void shouldEndNobodyForABurstThatTheKernelTakes() throws ListenException {
        var policy = SlowPeerPolicy.disconnect(2 << 10, 512, Duration.ofMillis(1), STALL);
        var room = new Scene(policy, 64 << 10, 0);
        for (int i = 0; i < 500; i++) room.add(true);
        room.sayAt(SECOND, 500, 32);
        room.run(10 * SECOND);

        assertThat(room.closed).isZero();
        for (Member member : room.members) assertThat(member.lines).isEqualTo(500);
    }

    /** A call costs a microsecond here: one in vain for each of those that stall is all that the others may feel. */
    @Test
    void shouldServeThoseWhoReadAsFastHoweverManyDoNot() throws ListenException {
        long alone = latencyBeside(0);
        long beside = latencyBeside(1_000);
        assertThat(beside - alone).isLessThan(3 * MS);
    }

    private static long latencyBeside(int slow) throws ListenException {
        var room = new Scene(SlowPeerPolicy.dropOldest(8 << 10, STALL), 4 << 10, 1_000);
        for (int i = 0; i < slow; i++) room.add(false);
        for (int i = 0; i < 100; i++) room.add(true);
        for (int i = 0; i < 300; i++) room.sayAt(SECOND + i * 10 * MS, 1, 120);
        room.run(10 * SECOND);
        for (Member member : room.members)
            if (member.isEager) assertThat(member.lines).isEqualTo(300);
        return room.latency;
    }

    /** A server whose connections are all in one group, and its peers. */
    private static final class Scene implements ConnectionHandler {
        private final SimNetwork network;
        private final Reactor reactor;
        private final Group group;
        private final InetSocketAddress server;
        private final int kernel;
        private final List<Member> members = new ArrayList<>();
        private final ByteBuffer scratch = ByteBuffer.allocateDirect(1 << 10);
        private final ByteBuffer read = ByteBuffer.allocate(64 << 10); // by one after the other
        private final List<Long> saidAt = new ArrayList<>();
        private int said;
        private int closed;
        private long latency; // the longest from saying to hearing

        Scene(SlowPeerPolicy policy, int kernel, long operationCost) throws ListenException {
            this.kernel = kernel;
            Weather calm = new Weather(1_000, 1_000, 0, 0, 0, 0, 0, 0, 0, false, 0, 0, operationCost);
            network = new SimNetwork(1, calm);
            reactor = Reactor.open(ReactorOptions.builder()
                    .provider(network)
                    .clock(network.clock())
                    .maxQueued(256 << 20)
                    .maxConnections(10_000)
                    .build());
            group = new Group(reactor);
            server = (InetSocketAddress) reactor.listen(
                            ListenerOptions.builder()
                                    .hosts(List.of("127.0.0.1"))
                                    .policy(policy)
                                    .backlog(10_000)
                                    .sendBuffer(kernel)
                                    .receiveBuffer(kernel)
                                    .build(),
                            connection -> this)
                    .addresses()
                    .get(0);
        }

        void add(boolean isEager) {
            members.add(new Member(this, members.size(), isEager));
        }

        /** At some moment all lines in one turn. */
        void sayAt(long at, int lines, int length) {
            reactor.schedule(Duration.ofNanos(at), () -> {
                for (int i = 0; i < lines; i++) say(length);
            });
        }

        private void say(int length) {
            scratch.clear();
            Frame.put(scratch, 0, Tag.said(0, said++), length);
            saidAt.add(network.clock().elapsed());
            group.broadcast(scratch.flip());
        }

        void run(long until) {
            reactor.schedule(Duration.ofNanos(until), () -> reactor.shutdown(Duration.ofSeconds(5)));
            boolean[] isOver = new boolean[1];
            reactor.schedule(Duration.ofNanos(until), () -> isOver[0] = true);
            while (!isOver[0]) reactor.runOnce();
            int closedBefore = closed;
            while (reactor.runOnce()) {}
            network.pass(SECOND);
            closed = closedBefore;
            assertThat(network.failure()).isNull();
            assertThat(reactor.snapshot().get(Metric.POOL_USED)).isZero();
        }

        @Override
        public void onOpen(Connection connection) {
            group.join(connection);
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {}

        @Override
        public void onMissed(Connection connection, long messages, long bytes) {
            scratch.clear();
            Frame.put(scratch, 0, Tag.notice(0), Frame.HEADER + Long.BYTES);
            scratch.putLong(Frame.HEADER, messages);
            assertThat(connection.write(scratch.flip())).isEqualTo(WriteResult.ACCEPTED);
        }

        @Override
        public void onClosed(Connection connection, CloseReason reason) {
            closed++;
        }
    }

    /** A peer that counts the lines it gets, those that it lacks, and those that it is told it missed. */
    private static final class Member {
        private final Scene room;
        private final SimSocket socket;
        private final ByteBuffer read;
        private final ByteBuffer partial = ByteBuffer.allocate(512);
        private final boolean isSlow;
        private boolean isEager;
        private int next; // the line that it should get, if it missed none
        private int lines;
        private long lacks;
        private long told;

        Member(Scene room, int number, boolean isEager) {
            this.room = room;
            this.read = room.read;
            this.isSlow = !isEager;
            this.isEager = isEager;
            socket =
                    room.network.connect(new InetSocketAddress(room.server.getAddress(), 10_000 + number), room.server);
            socket.receiveBuffer(room.kernel);
            socket.watch(() -> room.network.in(0, this::read));
        }

        void resume() {
            isEager = true;
            read();
        }

        private void read() {
            if (!isEager || !socket.isEstablished()) return;
            try {
                for (int got = 1; got > 0; partial.clear().put(read)) {
                    read.clear().put(partial.flip());
                    got = socket.read(read, read.remaining());
                    read.flip();
                    for (int length; (length = Frame.complete(read, read.position())) > 0; ) take(length);
                }
            } catch (IOException e) {
                // Reset at the shutdown: what it got until then is what counts.
            }
        }

        private void take(int length) {
            int from = read.position();
            read.position(from + length);
            int tag = Frame.number(read, from);
            if (Tag.isNotice(tag)) {
                told += read.getLong(from + Frame.HEADER);
                return;
            }
            assertThat(Frame.isGenuine(read, from, 0, length)).isTrue();
            int number = Tag.number(tag);
            assertThat(number).isGreaterThanOrEqualTo(next);
            lacks += number - next;
            next = number + 1;
            lines++;
            room.latency = Math.max(room.latency, room.network.clock().elapsed() - room.saidAt.get(number));
        }

        void assertExact(int said) {
            assertThat(lines + told).isEqualTo(said);
            assertThat(lacks + said - next).isEqualTo(told);
        }
    }
}
