package dev.penstock;

import static dev.penstock.LineFeed.HARD_LIMIT;
import static dev.penstock.LineFeed.STALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A big message is in memory once, and whole against each member's limit. */
@Timeout(30)
final class GroupSharingTest {
    private static final int MEMBERS = 100;
    private static final int PAYLOAD = 64 << 10;

    /** Members who do not read; little waits for each. */
    private static List<TestClient> blocked(LineFeed feed) {
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) clients.add(feed.connect());
        for (int i = 0; i < MEMBERS; i++) {
            Connection member = feed.connection(i);
            while (member.queue.isEmpty()) {
                member.write(ByteBuffer.allocate(1 << 10));
                if (!member.queue.isEmpty()) feed.fixture.step();
            }
        }
        feed.fixture.settle();
        for (Connection member : feed.fixture.connections)
            while (member.queue.isEmpty()) {
                member.write(ByteBuffer.allocate(1 << 10));
                feed.fixture.step();
            }
        feed.fixture.settle();
        return clients;
    }

    private static void readAll(LineFeed feed, List<TestClient> clients, byte[] last) {
        feed.fixture.until(() -> {
            clients.forEach(TestClient::poll);
            return feed.get(Metric.BYTES_QUEUED) == 0;
        });
        feed.fixture.settle();
        for (TestClient client : clients) {
            client.poll();
            byte[] received = client.received();
            assertThat(Arrays.copyOfRange(received, received.length - last.length, received.length))
                    .isEqualTo(last);
        }
    }

    private static void shouldShareUnder(SlowPeerPolicy policy) {
        try (var feed = new LineFeed(policy)) {
            List<TestClient> clients = blocked(feed);
            long before = feed.get(Metric.POOL_USED);
            long queued = feed.get(Metric.BYTES_QUEUED);
            byte[] payload = TestClient.pattern(PAYLOAD);
            ByteBuffer message = ByteBuffer.wrap(payload);
            assertThat(feed.group.broadcast(message)).isEqualTo(MEMBERS);
            assertThat(message.hasRemaining()).isFalse();
            assertThat(feed.get(Metric.POOL_USED) - before).isEqualTo(PAYLOAD);
            assertThat(feed.get(Metric.BYTES_QUEUED) - queued).isEqualTo((long) MEMBERS * PAYLOAD);
            feed.fixture.step();
            for (Connection member : feed.fixture.connections)
                assertThat(member.snapshot().bytesQueued()).isGreaterThan(PAYLOAD / 2);

            for (int i = 0; i < MEMBERS / 2; i++) feed.connection(i).abort(CloseReason.CLOSED_BY_SERVER);
            feed.fixture.step();
            feed.fixture.step();
            assertThat(feed.get(Metric.POOL_USED))
                    .as("the others still hold it")
                    .isGreaterThanOrEqualTo(PAYLOAD);
            readAll(feed, clients.subList(MEMBERS / 2, MEMBERS), payload);
            assertThat(feed.get(Metric.POOL_USED))
                    .as("when the last has taken it")
                    .isZero();
        }
    }

    @Test
    void shouldHoldABigPayloadOnceUnderPauseInput() {
        shouldShareUnder(LineFeed.PAUSE_INPUT);
    }

    @Test
    void shouldHoldABigPayloadOnceUnderDropNewest() {
        shouldShareUnder(LineFeed.DROP_NEWEST);
    }

    @Test
    void shouldHoldABigPayloadOnceUnderDropOldest() {
        shouldShareUnder(LineFeed.DROP_OLDEST);
    }

    @Test
    void shouldHoldABigPayloadOnceUnderDisconnect() {
        shouldShareUnder(LineFeed.DISCONNECT);
    }

    /** One after the other: what the oldest held is free as soon as nobody has it in its queue. */
    @Test
    void shouldFreeASharedPayloadThatEveryQueueHasDropped() {
        try (var feed = new LineFeed(SlowPeerPolicy.dropOldest(HARD_LIMIT, STALL))) {
            List<TestClient> clients = blocked(feed);
            long before = feed.get(Metric.POOL_USED);
            byte[] payload = TestClient.pattern(PAYLOAD / 2);
            for (int i = 0; i < 50; i++) {
                assertThat(feed.group.broadcast(ByteBuffer.wrap(payload))).isEqualTo(MEMBERS);
                feed.fixture.step();
                assertThat(feed.get(Metric.POOL_USED) - before).isLessThanOrEqualTo(HARD_LIMIT + PAYLOAD);
            }
            assertThat(feed.get(Metric.MESSAGES_MISSED)).isGreaterThan(40L * MEMBERS);
            feed.fixture.until(() -> {
                clients.forEach(TestClient::poll);
                return feed.get(Metric.BYTES_QUEUED) == 0 && feed.queuedWhenTold.size() == MEMBERS;
            });
            assertThat(feed.get(Metric.POOL_USED)).isZero();
        }
    }

    @Test
    void shouldTakeAMessageOverOneMembersLimitForThatMembersLossOnly() {
        var handler = new ConnectionHandler() {
            int told;

            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onMissed(Connection connection, long messages, long bytes) {
                assertThat(messages).isEqualTo(1);
                assertThat(bytes).isEqualTo(PAYLOAD);
                told++;
            }
        };
        try (var fixture =
                new ReactorFixture(options -> options.policy(SlowPeerPolicy.dropOldest(HARD_LIMIT, STALL)), handler)) {
            SlowPeerPolicy small = SlowPeerPolicy.dropOldest(PAYLOAD - 1, STALL);
            var group = new Group(fixture.reactor);
            TestClient first = fixture.connect();
            TestClient narrow = connectTo(fixture, small, handler);
            TestClient last = fixture.connect();
            fixture.connections.forEach(group::join);
            assertThat(group.size()).isEqualTo(3);
            List<WriteResult> results = new ArrayList<>();
            int accepted = group.broadcast(
                    ByteBuffer.wrap(TestClient.pattern(PAYLOAD)), null, (member, result) -> results.add(result));
            assertThat(accepted).isEqualTo(2);
            assertThat(results).containsExactly(WriteResult.ACCEPTED, WriteResult.DROPPED, WriteResult.ACCEPTED);
            fixture.until(() -> first.receivedCount() == PAYLOAD && last.receivedCount() == PAYLOAD);
            assertThat(narrow.receivedCount()).isZero();
            assertThat(handler.told).isEqualTo(1);
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(3);
        }
    }

    /** All or nothing: one who would have a gap is better off knowing it. */
    @Test
    void shouldDisconnectAMemberWhoseLimitAMessageIsOverUnderDisconnect() {
        try (var feed = new LineFeed(LineFeed.DISCONNECT)) {
            feed.connect();
            assertThat(feed.group.broadcast(ByteBuffer.allocate(HARD_LIMIT + 1)))
                    .isZero();
            feed.fixture.step();
            assertThat(feed.fixture.endOf(feed.connection())).isEqualTo(CloseReason.SLOW_PEER);
            assertThat(feed.get(Metric.MESSAGES_MISSED)).isZero();
        }
    }

    /** A client of another listener of the same reactor, with another policy. */
    private static TestClient connectTo(ReactorFixture fixture, SlowPeerPolicy policy, ConnectionHandler handler) {
        try {
            Listener listener = fixture.listen(policy, handler);
            long before = fixture.get(Metric.ACCEPTED);
            TestClient client = TestClient.connect(listener.addresses().get(0), TestClient.DEFAULT_BUFFER);
            fixture.until(() -> fixture.get(Metric.ACCEPTED) > before);
            return client;
        } catch (ListenException e) {
            throw new AssertionError(e);
        }
    }
}
