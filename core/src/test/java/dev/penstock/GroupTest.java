package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is a member, and who gets a message. */
@Timeout(20)
final class GroupTest {
    private static final int MEMBERS = 5;

    private final List<TestClient> clients = new ArrayList<>();
    private final List<Connection> members = new ArrayList<>();
    private ReactorFixture fixture;
    private Group group;

    @BeforeEach
    void connect() {
        fixture = new ReactorFixture((connection, data) -> data.position(data.limit()));
        group = new Group(fixture.reactor);
        for (int i = 0; i < MEMBERS; i++) clients.add(fixture.connect());
        members.addAll(fixture.connections);
        for (Connection member : members) assertThat(group.join(member)).isTrue();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static ByteBuffer text(String text) {
        return StandardCharsets.US_ASCII.encode(text);
    }

    /** What each has received once nothing more comes. */
    private void assertReceived(String... texts) {
        fixture.settle();
        assertThat(clients.stream().map(TestClient::text)).containsExactly(texts);
    }

    @Test
    void shouldSendToEachMemberOnceHoweverOftenItJoined() {
        assertThat(group.join(members.get(1))).isFalse();
        assertThat(group.size()).isEqualTo(MEMBERS);
        ByteBuffer message = text("x");
        assertThat(group.broadcast(message)).isEqualTo(MEMBERS);
        assertThat(message.hasRemaining()).as("left of the message").isFalse();
        assertReceived("x", "x", "x", "x", "x");
    }

    @Test
    void shouldSendToNobodyInAnEmptyGroup() {
        var empty = new Group(fixture.reactor);
        ByteBuffer message = text("x");
        assertThat(empty.broadcast(message)).isZero();
        assertThat(message.hasRemaining()).isFalse();
        assertThat(empty.broadcast(ByteBuffer.allocate(Group.SHARED_BYTES))).isZero();
        assertThat(fixture.get(Metric.POOL_USED)).isZero();
    }

    @Test
    void shouldNotSendToWhoHasLeft() {
        assertThat(group.leave(members.get(0))).isTrue();
        assertThat(group.leave(members.get(0))).isFalse();
        assertThat(group.leave(members.get(2))).isTrue();
        assertThat(group.leave(members.get(4))).isTrue();
        assertThat(group.contains(members.get(0))).isFalse();
        assertThat(group.contains(members.get(1))).isTrue();
        assertThat(group.size()).isEqualTo(2);
        assertThat(group.broadcast(text("x"))).isEqualTo(2);
        assertThat(group.join(members.get(0))).isTrue();
        assertThat(group.broadcast(text("y"))).isEqualTo(3);
        assertReceived("y", "xy", "", "xy", "");
    }

    @Test
    void shouldSendToAllButOne() {
        assertThat(group.broadcast(text("x"), members.get(3))).isEqualTo(MEMBERS - 1);
        assertThat(group.broadcast(text("y"), null)).isEqualTo(MEMBERS);
        assertReceived("xy", "xy", "xy", "y", "xy");
    }

    @Test
    void shouldTellWhatBecameOfTheMessageMemberByMember() {
        List<Connection> heard = new ArrayList<>();
        List<WriteResult> results = new ArrayList<>();
        group.broadcast(text("x"), members.get(1), (member, result) -> {
            heard.add(member);
            results.add(result);
        });
        assertThat(heard).containsExactly(members.get(0), members.get(2), members.get(3), members.get(4));
        assertThat(results).containsOnly(WriteResult.ACCEPTED);
    }

    @Test
    void shouldLetMembersLeaveDuringABroadcast() {
        group.broadcast(text("x"), null, (member, result) -> {
            if (member == members.get(1)) {
                group.leave(members.get(1));
                group.leave(members.get(2));
                group.leave(members.get(0));
                group.leave(members.get(4));
            }
        });
        assertThat(group.size()).isEqualTo(1);
        group.broadcast(text("y"));
        assertReceived("x", "x", "", "xy", "");
    }

    @Test
    void shouldLetAllMembersLeaveDuringABroadcast() {
        group.broadcast(text("x"), null, (member, result) -> members.forEach(group::leave));
        assertThat(group.size()).isZero();
        assertThat(group.broadcast(text("y"))).isZero();
        for (Connection member : members) assertThat(group.join(member)).isTrue();
        group.broadcast(text("z"));
        assertReceived("xz", "z", "z", "z", "z");
    }

    /** Whoever joins, even again, gets the next message. */
    @Test
    void shouldNotSendAMessageToWhoJoinsDuringItsBroadcast() {
        group.leave(members.get(4));
        int[] calls = {0};
        group.broadcast(text("x"), null, (member, result) -> {
            calls[0]++;
            group.join(members.get(4));
            if (group.leave(member)) group.join(member);
        });
        assertThat(calls[0]).isEqualTo(MEMBERS - 1);
        assertThat(group.size()).isEqualTo(MEMBERS);
        group.broadcast(text("y"));
        assertReceived("xy", "xy", "xy", "xy", "y");
    }

    @Test
    void shouldGoOnWhenMembersCloseDuringABroadcast() {
        group.broadcast(text("x"), null, (member, result) -> {
            if (member == members.get(0)) {
                members.get(0).close();
                members.get(1).abort(CloseReason.CLOSED_BY_SERVER);
                members.get(4).close();
            }
        });
        assertThat(group.size()).isEqualTo(2);
        assertReceived("x", "", "x", "x", "");
        assertThat(clients.get(0).hasEnded()).isTrue();
        assertThat(clients.get(1).isReset()).isTrue();
    }

    @Test
    void shouldBroadcastDuringABroadcast() {
        group.broadcast(text("x"), null, (member, result) -> {
            if (member == members.get(1)) group.broadcast(text("y"));
        });
        assertReceived("xy", "xy", "yx", "yx", "yx");
    }

    @Test
    void shouldLeaveTheRestOutWhereAResultsCallbackThrows() {
        var broken = new IllegalStateException("broken");
        ByteBuffer big = ByteBuffer.allocate(Group.SHARED_BYTES);
        assertThatThrownBy(() -> group.broadcast(big, null, (member, result) -> {
                    throw broken;
                }))
                .isSameAs(broken);
        assertThat(big.hasRemaining()).isFalse();
        assertThat(group.broadcast(text("x"))).isEqualTo(MEMBERS);
        fixture.until(() -> clients.get(0).receivedCount() == Group.SHARED_BYTES + 1);
        fixture.until(() -> fixture.get(Metric.POOL_USED) == 0);
    }

    @Test
    void shouldVisitEachMemberOnceAndLetThemComeAndGo() {
        List<Connection> visited = new ArrayList<>();
        group.forEach(member -> {
            visited.add(member);
            if (group.leave(member)) group.join(member);
            group.leave(members.get(3));
        });
        assertThat(visited).containsExactly(members.get(0), members.get(1), members.get(2), members.get(4));
    }

    @Test
    void shouldLoseWhoIsClosedFromAllItsGroups() {
        var second = new Group(fixture.reactor);
        var third = new Group(fixture.reactor);
        second.join(members.get(0));
        second.join(members.get(1));
        third.join(members.get(0));
        members.get(0).close();
        assertThat(group.size()).isEqualTo(MEMBERS - 1);
        assertThat(second.size()).isEqualTo(1);
        assertThat(third.size()).isZero();
        assertThat(group.join(members.get(0))).as("joins while it closes").isFalse();
        assertThat(members.get(0).memberships).isNull();

        clients.get(1).reset();
        fixture.until(() -> fixture.endOf(members.get(1)) != null);
        assertThat(group.size()).isEqualTo(MEMBERS - 2);
        assertThat(second.size()).isZero();
        assertThat(fixture.takeErrors()).hasSize(1);
    }

    @Test
    void shouldSendToAMemberOfSeveralGroupsWhatEachOfThemGets() {
        var second = new Group(fixture.reactor);
        var third = new Group(fixture.reactor);
        for (Group each : List.of(second, third)) {
            each.join(members.get(0));
            each.join(members.get(1));
        }
        group.broadcast(text("1"));
        second.broadcast(text("2"));
        third.broadcast(text("3"));
        assertThat(second.leave(members.get(0))).isTrue(); // neither its first membership nor its last
        second.broadcast(text("4"));
        third.broadcast(text("5"));
        group.broadcast(text("6"));
        assertReceived("12356", "123456", "16", "16", "16");
    }

    @Test
    void shouldRefuseAnotherReactorsConnection() {
        try (var elsewhere = new ReactorFixture((connection, data) -> {})) {
            elsewhere.connect();
            Connection stranger = elsewhere.connections.get(0);
            assertThatThrownBy(() -> group.join(stranger)).isInstanceOf(IllegalArgumentException.class);
            assertThat(stranger.memberships).isNull();
        }
        assertThat(group.size()).isEqualTo(MEMBERS);
    }

    @Test
    void shouldLetAMemberJoinFromItsFirstMomentOn() {
        var handler = new ConnectionHandler() {
            Group everybody;

            @Override
            public void onOpen(Connection connection) {
                everybody.broadcast(text("another"));
                everybody.join(connection);
            }

            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onClosed(Connection connection, CloseReason reason) {
                assertThat(everybody.contains(connection)).isFalse();
                everybody.broadcast(text(" left"));
            }
        };
        try (var fixture = new ReactorFixture(handler)) {
            handler.everybody = new Group(fixture.reactor);
            TestClient first = fixture.connect();
            TestClient second = fixture.connect();
            second.reset();
            fixture.until(() -> first.text().equals("another left"));
            assertThat(handler.everybody.size()).isEqualTo(1);
            assertThat(fixture.takeErrors()).hasSize(1);
        }
    }
}
