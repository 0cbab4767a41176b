package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Room is kept for one notice of what was missed, and the loop never tries again and again to tell it. */
@Timeout(30)
final class NoticeTest {
    private static final int BUDGET = 288 << 10;
    private static final int READ_BUFFER = 4 << 10;
    private static final int HARD_LIMIT = 128 << 10;
    private static final int KERNEL = 16 << 10;

    /** Keeps what it is sent unread, and writes what a test wants when it is told. */
    private abstract static class Keeper implements ConnectionHandler {
        int told;

        @Override
        public void onData(Connection connection, ByteBuffer data) {}

        @Override
        public void onMissed(Connection connection, long messages, long bytes) {
            told++;
            tell(connection);
        }

        abstract void tell(Connection connection);
    }

    private static ReactorFixture tight(ConnectionHandler handler) {
        return new ReactorFixture(
                options -> options.maxQueued(BUDGET).readBuffer(READ_BUFFER),
                options -> options.policy(SlowPeerPolicy.dropNewest(HARD_LIMIT, Duration.ofSeconds(30)))
                        .maxReadBuffer(64 << 10)
                        .sendBuffer(KERNEL)
                        .receiveBuffer(KERNEL),
                connection -> handler);
    }

    /** Bytes that wait for the first peer, whose kernel takes no more. */
    private static Connection slow(ReactorFixture fixture, int bytes) {
        fixture.connect(KERNEL);
        Connection slow = fixture.connections.get(0);
        while (slow.queue.bytes() < bytes) {
            slow.write(ByteBuffer.allocate(256));
            if (slow.queue.bytes() >= bytes) fixture.settle();
        }
        return slow;
    }

    /** Unfinished messages of others take the budget, up to so much of it. */
    private static void fillBudget(ReactorFixture fixture, long bytes) {
        while (fixture.get(Metric.POOL_USED) < bytes) {
            long before = fixture.get(Metric.POOL_USED);
            fixture.connect().send(new byte[READ_BUFFER]);
            fixture.until(() -> fixture.get(Metric.POOL_USED) > before);
        }
    }

    private static void missesOne(Connection connection) {
        connection.missed = new Missed();
        connection.missed.add(1);
        connection.missed.tellAtBytes = HARD_LIMIT;
        connection.reactor.settler.touch(connection);
    }

    @Test
    void shouldKeepRoomForOneNoticeOnly() {
        var handler = new Keeper() {
            int accepted;

            @Override
            void tell(Connection connection) {
                for (int i = 0; i < 10; i++)
                    if (connection.write(ByteBuffer.allocate(SlowPeerPolicy.NOTICE_BYTES)) == WriteResult.ACCEPTED)
                        accepted++;
            }
        };
        try (var fixture = tight(handler)) {
            Connection slow = slow(fixture, 8 << 10);
            fillBudget(fixture, BUDGET / 100 * 90 + 100);
            missesOne(slow);
            fixture.step();
            assertThat(handler.accepted).isEqualTo(1);
            assertThat(slow.snapshot().messagesMissed()).isEqualTo(9);
        }
    }

    /** There is no chunk left that the notice could go to: that is waited for. */
    @Test
    void shouldNotSpinWhereTheBudgetHasNoRoomForTheNotice() {
        var handler = new Keeper() {
            @Override
            void tell(Connection connection) {
                connection.write(NumberedLines.notice(1, 1));
            }
        };
        try (var fixture = tight(handler)) {
            Connection slow = slow(fixture, 6 << 10);
            fillBudget(fixture, BUDGET - READ_BUFFER - 512);
            missesOne(slow);
            for (int i = 0; i < 10; i++) fixture.step();
            assertThat(handler.told).as("told without room").isZero();
            assertThat(fixture.reactor.settler.hasTouched())
                    .as("waits for room without a pause")
                    .isFalse();
        }
    }

    /** A handler that tells more than there is room for is not told for ever that this was missed too. */
    @Test
    void shouldNotSpinWhereTheNoticeItselfIsMissed() {
        var handler = new Keeper() {
            Group group;

            @Override
            void tell(Connection connection) {
                group.broadcast(ByteBuffer.allocate(HARD_LIMIT + 1));
            }
        };
        try (var fixture = tight(handler)) {
            fixture.connect(KERNEL);
            Connection connection = fixture.connections.get(0);
            handler.group = new Group(fixture.reactor);
            handler.group.join(connection);
            handler.group.broadcast(ByteBuffer.allocate(HARD_LIMIT + 1));
            assertThat(fixture.get(Metric.MESSAGES_MISSED)).isEqualTo(1);
            for (int i = 0; i < 20; i++) fixture.step();
            assertThat(handler.told).isEqualTo(1);
            assertThat(connection.snapshot().messagesMissed()).as("untold").isEqualTo(1);
        }
    }

    /** With nothing queued there can't be more room later: the next thing that happens to the peer must do. */
    @Test
    void shouldTellOfWhatWasMissedByTellingThoughNothingWaits() {
        Group[] group = new Group[1];
        var handler = new Keeper() {
            @Override
            void tell(Connection connection) {
                if (told == 1) group[0].broadcast(ByteBuffer.allocate(HARD_LIMIT + 1));
            }
        };
        try (var fixture = tight(handler)) {
            group[0] = new Group(fixture.reactor);
            fixture.connect();
            group[0].join(fixture.connections.get(0));
            group[0].broadcast(ByteBuffer.allocate(HARD_LIMIT + 1));
            fixture.until(() -> handler.told == 1);
            fixture.settle();
            assertThat(handler.told).as("told in every turn").isEqualTo(1);

            group[0].broadcast(ByteBuffer.allocate(1));
            fixture.until(() -> handler.told == 2);
        }
    }
}
