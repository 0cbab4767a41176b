package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an endpoint survives, and how it ends. */
@Timeout(30)
final class DatagramLifeTest {
    private final DatagramNotes notes = new DatagramNotes();

    private static ReactorFixture fixture() {
        return new ReactorFixture(Connection::writeSome);
    }

    /** Anybody may send anything, so one datagram must not end it for all. */
    @Test
    void shouldGoOnAfterAHandlerThatThrows() throws ListenException {
        var failing = new DatagramNotes() {
            @Override
            public void onDatagram(DatagramEndpoint endpoint, SocketAddress sender, ByteBuffer data) {
                super.onDatagram(endpoint, sender, data);
                if (received.size() == 1) throw new IllegalStateException("on purpose");
            }

            @Override
            public void onClosed(DatagramEndpoint endpoint) {
                super.onClosed(endpoint);
                throw new IllegalStateException("on purpose");
            }
        };
        try (var fixture = fixture()) {
            DatagramEndpoint endpoint =
                    fixture.reactor.bindDatagram(DatagramOptions.builder().build(), failing);
            for (int i = 0; i < 2; i++) endpoint.send(ByteBuffer.allocate(1), endpoint.localAddress());
            fixture.until(() -> failing.received.size() == 2);
            assertThat(fixture.get(Metric.HANDLER_FAILURES)).isEqualTo(1);
            endpoint.close();
            fixture.step();
            assertThat(failing.closed).isEqualTo(1);
            assertThat(fixture.takeErrors()).hasSize(2);
        }
    }

    /** From within its own handler, with more waiting. */
    @Test
    void shouldReceiveNothingMoreOnceClosed() throws ListenException {
        var closing = new DatagramNotes() {
            @Override
            public void onDatagram(DatagramEndpoint endpoint, SocketAddress sender, ByteBuffer data) {
                super.onDatagram(endpoint, sender, data);
                endpoint.close();
                endpoint.close();
                assertThat(endpoint.send(ByteBuffer.allocate(1), sender)).isEqualTo(SendResult.CLOSED);
                assertThat(closed).as("told within the call").isZero();
            }
        };
        try (var fixture = fixture()) {
            DatagramEndpoint endpoint =
                    fixture.reactor.bindDatagram(DatagramOptions.builder().build(), closing);
            for (int i = 0; i < 3; i++) endpoint.send(ByteBuffer.allocate(1), endpoint.localAddress());
            fixture.until(() -> closing.closed == 1);
            fixture.settle();
            assertThat(closing.received).hasSize(1);
            assertThat(closing.closed).isEqualTo(1);
        }
    }

    @Test
    void shouldBindAndCloseFromAnotherThread() throws ListenException {
        try (var fixture = fixture().start()) {
            DatagramEndpoint endpoint =
                    fixture.reactor.bindDatagram(DatagramOptions.builder().build(), notes);
            fixture.reactor.execute(() -> endpoint.send(ByteBuffer.allocate(1), endpoint.localAddress()));
            fixture.until(() -> fixture.get(Metric.DATAGRAMS_IN) == 1);
            endpoint.close();
            fixture.until(() -> notes.closed == 1);
        }
    }

    /** They were sent before the end was asked for, and more of them than one turn takes. */
    @Test
    void shouldReceiveAtTheEndWhatHasArrived() throws ListenException {
        int many = 3 * DatagramStage.MAX_DATAGRAMS_A_TURN;
        var fixture = fixture();
        DatagramEndpoint endpoint =
                fixture.reactor.bindDatagram(DatagramOptions.builder().build(), notes);
        for (int i = 0; i < many; i++) endpoint.send(ByteBuffer.allocate(1), endpoint.localAddress());
        fixture.close();
        assertThat(notes.received).hasSize(many);
        assertThat(notes.closed).isEqualTo(1);
    }

    /** Else somebody who sends without end, such as the handler itself, would be served without end. */
    @Test
    void shouldEndWhateverStillArrives() throws ListenException {
        var fixture = fixture();
        DatagramEndpoint endpoint = fixture.reactor.bindDatagram(
                DatagramOptions.builder().build(), (self, sender, data) -> self.send(data, self.localAddress()));
        endpoint.send(ByteBuffer.allocate(1), endpoint.localAddress());
        fixture.close();
        assertThat(fixture.get(Metric.DATAGRAMS_IN))
                .as("one turn, and the end")
                .isEqualTo(DatagramStage.MAX_DATAGRAMS_A_TURN + DatagramStage.MAX_DATAGRAMS_AT_END);
    }

    @Test
    void shouldCloseAllWhenTheReactorEnds() throws ListenException {
        var fixture = fixture();
        fixture.reactor.bindDatagram(DatagramOptions.builder().build(), notes);
        fixture.reactor.shutdown(Duration.ofSeconds(1));
        fixture.close();
        assertThat(notes.closed).isEqualTo(1);
        assertThatThrownBy(() ->
                        fixture.reactor.bindDatagram(DatagramOptions.builder().build(), notes))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
