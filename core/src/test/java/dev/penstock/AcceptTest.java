package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in: a few a turn, within the limits, and nobody who was promised it is turned away. */
@Timeout(30)
final class AcceptTest {
    private static final ConnectionHandler ECHO = Connection::writeSome;
    private static final ConnectionHandler GOODBYE = (connection, data) -> {
        data.position(data.limit());
        connection.write(ByteBuffer.wrap("bye".getBytes()));
        connection.close();
    };

    private static ReactorFixture limitedTo(int connections, ConnectionHandler handler) {
        return new ReactorFixture(options -> options.maxConnections(connections), options -> {}, connection -> handler);
    }

    private static TestClient waiting(ReactorFixture fixture) {
        return fixture.connectOnly(TestClient.DEFAULT_BUFFER);
    }

    @Test
    void shouldAcceptABoundedNumberATurn() {
        try (var fixture = new ReactorFixture(ECHO)) {
            for (int i = 0; i < 200; i++) waiting(fixture);
            for (long before = 0; before < 200; before = fixture.get(Metric.ACCEPTED)) {
                fixture.step();
                assertThat(fixture.get(Metric.ACCEPTED) - before).isBetween(1L, 16L);
            }
        }
    }

    @Test
    void shouldCloseAtOnceWhoIsOneTooMany() {
        try (var fixture = limitedTo(2, ECHO)) {
            TestClient first = fixture.connect();
            fixture.connect();
            TestClient tooMany = waiting(fixture);
            fixture.until(tooMany::hasEnded);
            assertThat(fixture.get(Metric.REFUSED)).isEqualTo(1);
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(2);

            first.endOutput();
            fixture.until(() -> fixture.get(Metric.OPEN) == 1);
            TestClient next = fixture.connect();
            next.send("x");
            fixture.until(() -> next.receivedCount() == 1);
        }
    }

    @Test
    void shouldLimitTheConnectionsOfOneAddressOnly() throws IOException {
        try (var fixture =
                new ReactorFixture(options -> options.maxConnectionsPerAddress(1), options -> {}, connection -> ECHO)) {
            for (int i = 0; i < 3; i++) {
                TestClient only = fixture.connect();
                TestClient tooMany = waiting(fixture);
                fixture.until(tooMany::hasEnded);
                assertThat(fixture.get(Metric.REFUSED)).isEqualTo(i + 1);
                only.endOutput();
                fixture.until(() -> fixture.get(Metric.OPEN) == 0);
            }
            fixture.connect();
            try (var other = new Socket()) {
                other.bind(new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
                other.connect(fixture.address());
                fixture.until(() -> fixture.get(Metric.OPEN) == 2);
            }
        }
    }

    @Test
    void shouldMakeRoomByEndingWhoLingersLongest() {
        try (var fixture = limitedTo(2, GOODBYE)) {
            for (int i = 1; i <= 2; i++) {
                TestClient lingering = fixture.connect();
                lingering.send("x");
                fixture.until(lingering::hasEnded);
                assertThat(fixture.get(Metric.LINGERING)).isEqualTo(i);
            }
            TestClient next = fixture.connect();
            assertThat(fixture.get(Metric.REFUSED)).isZero();
            assertThat(fixture.get(Metric.LINGERING)).isEqualTo(1);
            assertThat(fixture.connections.get(0).state()).isEqualTo(ConnectionState.CLOSED);
            assertThat(fixture.connections.get(1).state()).isEqualTo(ConnectionState.LINGERING);
            next.send("x");
            fixture.until(() -> next.text().equals("bye"));
        }
    }

    @Test
    void shouldNotEndALingeringPeerForOneWhoMayNotStay() {
        try (var fixture = new ReactorFixture(
                options -> options.maxConnections(1).maxConnectionsPerAddress(1),
                options -> {},
                connection -> GOODBYE)) {
            TestClient lingering = fixture.connect();
            lingering.send("x");
            fixture.until(lingering::hasEnded);
            TestClient tooMany = waiting(fixture);
            fixture.until(tooMany::hasEnded);
            assertThat(fixture.get(Metric.REFUSED)).isEqualTo(1);
            assertThat(fixture.connections.get(0).state()).isEqualTo(ConnectionState.LINGERING);
        }
    }

    /** Its key is cancelled in the middle of the round that was about to serve it; that is nobody's failure. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotCallItAFailureThatALingeringPeerMadeRoomWhileItWasReady(boolean isReadyFirst) {
        try (var fixture = limitedTo(1, GOODBYE)) {
            TestClient lingering = fixture.connect();
            lingering.send("x");
            fixture.until(lingering::hasEnded);
            assertThat(fixture.get(Metric.LINGERING)).isEqualTo(1);
            if (isReadyFirst) lingering.send("still here");
            waiting(fixture);
            if (!isReadyFirst) lingering.send("still here");
            fixture.step();
            assertThat(fixture.get(Metric.ACCEPTED)).isEqualTo(2);
            assertThat(fixture.get(Metric.HANDLER_FAILURES)).isZero();
            assertThat(fixture.takeErrors()).isEmpty();
        }
    }

    /** Closing a listener resets who waits in its backlog; they are taken first. */
    @Test
    void shouldTakeTheBacklogWhenAListenerIsClosed() {
        try (var fixture = new ReactorFixture(ECHO)) {
            List<TestClient> clients = new ArrayList<>();
            for (int i = 0; i < 50; i++) clients.add(waiting(fixture));
            fixture.listener.close();
            assertThat(fixture.get(Metric.ACCEPTED)).isEqualTo(50);
            clients.forEach(client -> client.send("x"));
            fixture.until(() -> clients.stream().allMatch(client -> client.receivedCount() == 1));
            fixture.listener.close();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> waiting(fixture))
                    .hasRootCauseInstanceOf(java.net.ConnectException.class);
        }
    }

    /** A server for one guest: its handler closes the listener while that is accepting. */
    @Test
    void shouldLetAHandlerCloseTheListenerThatIsAccepting() {
        Listener[] listener = new Listener[1];
        int[] depth = new int[2];
        boolean[] armed = new boolean[1];
        try (var fixture = new ReactorFixture(new ConnectionHandler() {
            @Override
            public void onOpen(Connection connection) {
                depth[1] = Math.max(depth[1], ++depth[0]);
                if (armed[0]) listener[0].close();
                depth[0]--;
            }

            @Override
            public void onData(Connection connection, ByteBuffer data) {
                connection.writeSome(data);
            }
        })) {
            listener[0] = fixture.listener;
            for (int i = 0; i < 40; i++) waiting(fixture);
            fixture.step();
            armed[0] = true;
            fixture.until(() -> fixture.get(Metric.ACCEPTED) == 40);
            fixture.settle();
            assertThat(depth[1])
                    .as("calls within calls, one for each that waited")
                    .isLessThanOrEqualTo(2);
            assertThat(fixture.get(Metric.ACCEPT_FAILURES)).isZero();
            assertThat(fixture.takeErrors()).isEmpty();
        }
    }
}
