package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.NumberedLines.Account;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A server that sends numbered lines to its peers, who are members of one group, and tells each what it missed. The kernel's
 * buffers are small, so a peer that does not read is soon a slow one.
 */
final class LineFeed implements ConnectionHandler, AutoCloseable {
    static final int KERNEL = 16 << 10;
    static final int HARD_LIMIT = 128 << 10;
    static final Duration STALL = Duration.ofSeconds(30);
    static final Duration SOFT_TIME = Duration.ofSeconds(10);
    static final Duration TICKS = Duration.ofMillis(3); // a timer's rounding

    static final SlowPeerPolicy PAUSE_INPUT = SlowPeerPolicy.pauseInput(HARD_LIMIT, STALL);
    static final SlowPeerPolicy DROP_NEWEST = SlowPeerPolicy.dropNewest(HARD_LIMIT, STALL);
    static final SlowPeerPolicy DROP_OLDEST = SlowPeerPolicy.dropOldest(HARD_LIMIT, STALL);
    static final SlowPeerPolicy DISCONNECT = SlowPeerPolicy.disconnect(HARD_LIMIT, HARD_LIMIT, SOFT_TIME, STALL);

    final ReactorFixture fixture;
    final Group group;
    /** Of each notice how much waited when there was room for it. */
    final List<Long> queuedWhenTold = new ArrayList<>();

    int writables;
    int sent;

    LineFeed(SlowPeerPolicy policy) {
        this(policy, options -> {}, options -> {});
    }

    LineFeed(
            SlowPeerPolicy policy,
            Consumer<ReactorOptions.Builder> reactorOptions,
            Consumer<ListenerOptions.Builder> listenerOptions) {
        fixture = new ReactorFixture(
                reactorOptions,
                options -> {
                    options.policy(policy).sendBuffer(KERNEL).receiveBuffer(KERNEL);
                    listenerOptions.accept(options);
                },
                connection -> this);
        group = new Group(fixture.reactor);
    }

    @Override
    public void onOpen(Connection connection) {
        group.join(connection);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        data.position(data.limit());
    }

    @Override
    public void onWritable(Connection connection) {
        writables++;
    }

    @Override
    public void onMissed(Connection connection, long messages, long bytes) {
        queuedWhenTold.add(connection.snapshot().bytesQueued());
        assertThat(connection.write(NumberedLines.notice(messages, bytes))).isEqualTo(WriteResult.ACCEPTED);
    }

    TestClient connect() {
        return fixture.connect(KERNEL);
    }

    Connection connection(int index) {
        return fixture.connections.get(index);
    }

    Connection connection() {
        return connection(0);
    }

    /** The next line, to one peer alone. */
    WriteResult write(Connection connection) {
        WriteResult result = connection.write(NumberedLines.line(sent));
        if (result != WriteResult.RETRY) sent++;
        return result;
    }

    /** The next line, to everybody. */
    void broadcast() {
        group.broadcast(NumberedLines.line(sent++));
    }

    /** Lines to everybody, in turns of a few. */
    void broadcast(int count) {
        for (int i = 0; i < count; i++) {
            broadcast();
            if (i % 8 == 7) fixture.step();
        }
        fixture.step();
    }

    /** Lines to one peer until the kernel refuses them, and so much waits. */
    void fill(Connection connection, long bytes) {
        while (connection.queue.bytes() + NumberedLines.length(sent) <= bytes) {
            assertThat(write(connection)).isEqualTo(WriteResult.ACCEPTED);
            if (connection.queue.bytes() + NumberedLines.length(sent) > bytes) fixture.settle();
        }
    }

    /** Lines to one peer until one is not accepted; returns what became of that one. */
    WriteResult fillUp(Connection connection) {
        long hardLimit = connection.policy().hardLimit();
        while (true) {
            if (connection.queue.bytes() + NumberedLines.length(sent) > hardLimit) fixture.settle();
            WriteResult result = write(connection);
            if (result != WriteResult.ACCEPTED) return result;
        }
    }

    /** The client reads until each line has arrived or was told as missed. */
    Account readAll(TestClient client) {
        fixture.until(() -> Account.of(client).isSettled(sent));
        return Account.of(client);
    }

    /** Time passes until there is a verdict; the kernel may take a last few bytes meanwhile, and each counts as progress. */
    void passUntilClosed(CloseReason reason, Duration time) {
        for (int tries = 0; tries < 4 && fixture.closed(reason) == 0; tries++) {
            fixture.clock.advance(time.plus(TICKS));
            fixture.step();
        }
        assertThat(fixture.closed(reason)).isEqualTo(1);
    }

    long get(Metric metric) {
        return fixture.get(metric);
    }

    @Override
    public void close() {
        fixture.close();
    }
}
