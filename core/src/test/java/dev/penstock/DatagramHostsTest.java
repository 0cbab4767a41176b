package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datagrams on several addresses at one port. */
@Timeout(30)
final class DatagramHostsTest {
    private static final DatagramOptions OPTIONS = DatagramOptions.builder().build();

    private final DatagramNotes notes = new DatagramNotes();

    private static ReactorFixture fixture() {
        return new ReactorFixture(Connection::writeSome);
    }

    @Test
    void shouldTakeOneFreePortForAllAddresses() throws ListenException {
        try (var fixture = fixture()) {
            List<DatagramEndpoint> endpoints =
                    fixture.reactor.bindDatagrams(List.of("localhost", "127.0.0.2", "localhost"), 0, OPTIONS, notes);
            assertThat(endpoints).extracting(e -> e.localAddress().getPort()).doesNotContain(0);
            assertThat(endpoints.stream().map(e -> e.localAddress().getPort()).distinct())
                    .hasSize(1);
            for (DatagramEndpoint endpoint : endpoints) endpoint.send(ByteBuffer.allocate(1), endpoint.localAddress());
            fixture.until(() -> notes.received.size() == endpoints.size());
            assumeTrue(endpoints.size() == 3, "no IPv6 here");
            assertThat(endpoints)
                    .extracting(Object::toString)
                    .zipSatisfy(
                            List.of("udp:127.0.0.1:", "udp:[::1]:", "udp:127.0.0.2:"),
                            (text, start) -> assertThat(text).startsWith(start));
        }
    }

    @Test
    void shouldBindNoneWhereOneIsTaken() throws ListenException {
        try (var fixture = fixture()) {
            var second = DatagramOptions.builder()
                    .localAddress(new InetSocketAddress("127.0.0.2", 0))
                    .build();
            DatagramEndpoint taken = fixture.reactor.bindDatagram(second, notes);
            int port = taken.localAddress().getPort();
            assertThatThrownBy(() ->
                            fixture.reactor.bindDatagrams(List.of("127.0.0.1", "127.0.0.2"), port, OPTIONS, notes))
                    .isInstanceOf(ListenException.class)
                    .hasMessage("cannot listen on " + taken + ": Address already in use");
            assertThat(fixture.reactor.bindDatagrams(List.of("127.0.0.1"), port, OPTIONS, notes))
                    .hasSize(1);
        }
    }

    @Test
    void shouldSayWhatItCannotBind() {
        try (var fixture = fixture()) {
            assertThatThrownBy(() -> fixture.reactor.bindDatagrams(List.of("host.nosuch.invalid"), 0, OPTIONS, notes))
                    .isInstanceOf(ListenException.class)
                    .hasMessage("host host.nosuch.invalid is unknown");
            var addressed = DatagramOptions.builder()
                    .localAddress(new InetSocketAddress("127.0.0.1", 0))
                    .build();
            assertThatThrownBy(() -> fixture.reactor.bindDatagrams(List.of("localhost"), 0, addressed, notes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the hosts say where to bind, so the options must name no address");
            assertThatThrownBy(() -> fixture.reactor.bindDatagrams(List.of(), 0, OPTIONS, notes))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
