package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
final class ListenerOptionsTest {
    private static final Path SOCKET_FILE = Path.of("echo.sock");

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                wrong("port", options -> options.port(-1)),
                wrong("port", options -> options.port(65_536)),
                wrong("backlog", options -> options.backlog(0)),
                wrong("maxReadBuffer", options -> options.maxReadBuffer(1023)),
                wrong("maxReadBuffer", options -> options.maxReadBuffer((1 << 30) + 1)),
                wrong("idleTimeout", options -> options.idleTimeout(Duration.ofNanos(-1))),
                wrong("frameTimeout", options -> options.frameTimeout(Duration.ofNanos(-1))),
                wrong("minFrameRate", options -> options.minFrameRate(-1)),
                wrong("minFrameRate", options -> options.minFrameRate((1 << 30) + 1)),
                wrong("lingerTimeout", options -> options.lingerTimeout(Duration.ofNanos(-1))),
                wrong("sendBuffer", options -> options.sendBuffer(-1)),
                wrong("sendBuffer", options -> options.sendBuffer((1 << 30) + 1)),
                wrong("receiveBuffer", options -> options.receiveBuffer(-1)),
                wrong("receiveBuffer", options -> options.receiveBuffer((1 << 30) + 1)),
                wrong("host", options -> options.hosts(List.of())));
    }

    private static Arguments wrong(String name, Consumer<ListenerOptions.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongValues")
    void shouldNameTheOptionThatIsOutOfRange(String name, Consumer<ListenerOptions.Builder> change) {
        ListenerOptions.Builder builder = ListenerOptions.builder();
        change.accept(builder);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void shouldAcceptTheEndsOfEveryRange() {
        ListenerOptions least = ListenerOptions.builder()
                .port(0)
                .backlog(1)
                .maxReadBuffer(1 << 10)
                .idleTimeout(Duration.ZERO)
                .lingerTimeout(Duration.ZERO)
                .sendBuffer(0)
                .receiveBuffer(0)
                .build();
        ListenerOptions most = ListenerOptions.builder()
                .port(65_535)
                .backlog(Integer.MAX_VALUE)
                .maxReadBuffer(1 << 30)
                .sendBuffer(1 << 30)
                .receiveBuffer(1 << 30)
                .build();

        assertThat(least.connection().maxReadBuffer()).isEqualTo(1 << 10);
        assertThat(least.connection().sendBuffer()).isZero();
        assertThat(most.port()).isEqualTo(65_535);
        assertThat(most.backlog()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldListenOnLocalhostAndAFreePortByDefault() {
        ListenerOptions options = ListenerOptions.builder().build();

        assertThat(options.hosts()).containsExactly("localhost");
        assertThat(options.port()).isZero();
        assertThat(options.unixPath()).isNull();
        assertThat(options.connection().policy().hardLimit()).isEqualTo(SlowPeerPolicy.DEFAULT_HARD_LIMIT);
        assertThat(options.connection().policy().stallTimeout()).isEqualTo(SlowPeerPolicy.DEFAULT_STALL_TIMEOUT);
        assertThat(options.connection().idleTimeout()).isZero();
    }

    @Test
    void shouldNeedNoHostBesideASocketFile() {
        ListenerOptions options =
                ListenerOptions.builder().hosts(List.of()).unixPath(SOCKET_FILE).build();

        assertThat(options.hosts()).isEmpty();
        assertThat(options.unixPath()).isEqualTo(SOCKET_FILE);
    }

    @Test
    void shouldNotFollowChangesOfTheListItWasGiven() {
        List<String> hosts = new ArrayList<>(List.of("127.0.0.1"));
        ListenerOptions options = ListenerOptions.builder().hosts(hosts).build();

        hosts.add("0.0.0.0");

        assertThat(options.hosts()).containsExactly("127.0.0.1");
    }

    @Test
    void shouldRefuseNullPolicy() {
        assertThatThrownBy(() -> ListenerOptions.builder().policy(null).build())
                .isInstanceOf(NullPointerException.class);
    }
}
