package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.ListenException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class BinderTest {
    private final List<ServerSocketChannel> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (ServerSocketChannel channel : open) channel.close();
    }

    @Test
    void shouldBindTheSamePortOnEveryAddressOfLocalhost() throws IOException {
        assumeTrue(hasIpv6Loopback());

        List<InetSocketAddress> bound = bind(ListenerOptions.builder());

        assertThat(bound)
                .extracting(a -> a.getAddress().getHostAddress())
                .containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(bound.get(0).getPort()).isPositive().isEqualTo(bound.get(1).getPort());
    }

    @Test
    void shouldBindThePortThatWasAskedForInTheOrderOfTheHosts() throws IOException {
        int port = FreePort.find();

        List<InetSocketAddress> bound = bind(ListenerOptions.builder()
                .hosts(List.of("127.0.0.2", "127.0.0.1"))
                .port(port));

        assertThat(bound)
                .containsExactly(new InetSocketAddress("127.0.0.2", port), new InetSocketAddress("127.0.0.1", port));
    }

    @Test
    void shouldSayThatAPortIsInUse() throws IOException {
        int port = occupy("127.0.0.1");

        assertProblem(ListenerOptions.builder().hosts(List.of("127.0.0.1")).port(port), Problem.PORT_IN_USE)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void shouldLeaveNothingBoundWhenOneAddressIsInUse() throws IOException {
        int port = occupy("127.0.0.2");

        assertProblem(
                ListenerOptions.builder()
                        .hosts(List.of("127.0.0.1", "127.0.0.2"))
                        .port(port),
                Problem.PORT_IN_USE);

        assertThat(bindOne("127.0.0.1", port)).isEqualTo(port);
    }

    @Test
    void shouldNotTakeHalfOfLocalhost() throws IOException {
        assumeTrue(hasIpv6Loopback());
        int port = occupy("::1");

        assertProblem(ListenerOptions.builder().port(port), Problem.PORT_IN_USE);

        assertThat(bindOne("127.0.0.1", port)).isEqualTo(port);
    }

    @Test
    void shouldSayThatAHostIsUnknown() {
        // No label may have 64 characters, so the resolver need not ask any server.
        String host = "x".repeat(64) + ".invalid";

        assertProblem(ListenerOptions.builder().hosts(List.of("127.0.0.1", host)), Problem.UNKNOWN_HOST)
                .hasMessageContaining(host);
    }

    @Test
    void shouldSayThatAnAddressIsNotOfThisMachine() {
        assertProblem(ListenerOptions.builder().hosts(List.of("8.8.8.8")), Problem.NOT_LOCAL)
                .hasMessageContaining("8.8.8.8");
    }

    @Test
    void shouldLeaveNothingBoundWhenAnAddressIsNotOfThisMachine() throws IOException {
        int port = FreePort.find();

        assertProblem(
                ListenerOptions.builder().hosts(List.of("127.0.0.1", "8.8.8.8")).port(port), Problem.NOT_LOCAL);

        assertThat(bindOne("127.0.0.1", port)).isEqualTo(port);
    }

    @Test
    void shouldLeaveNothingBoundWhenTheSocketFileFails(@TempDir Path directory) throws IOException {
        int port = FreePort.find();
        Path path = directory.resolve("missing").resolve("socket");

        assertProblem(
                ListenerOptions.builder().hosts(List.of("127.0.0.1")).port(port).unixPath(path), Problem.OTHER);

        assertThat(bindOne("127.0.0.1", port)).isEqualTo(port);
    }

    @Test
    void shouldDoWithIpv4WhereLocalhostHasNoIpv6() throws IOException {
        List<ServerSocketChannel> channels =
                Binder.bind(new Ipv4Only(), ListenerOptions.builder().build());
        open.addAll(channels);

        assertThat(channels).hasSize(1);
        assertThat(((InetSocketAddress) channels.get(0).getLocalAddress()).getHostString())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void shouldFailWhereIpv6WasAskedForAndIsMissing() {
        ListenerOptions options =
                ListenerOptions.builder().hosts(List.of("127.0.0.1", "::1")).build();

        assertThatThrownBy(() -> open.addAll(Binder.bind(new Ipv4Only(), options)))
                .isInstanceOfSatisfying(
                        ListenException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_LOCAL));
    }

    private List<InetSocketAddress> bind(ListenerOptions.Builder options) throws IOException {
        List<InetSocketAddress> bound = new ArrayList<>();
        for (ServerSocketChannel channel : Binder.bind(SelectorProvider.provider(), options.build())) {
            open.add(channel);
            bound.add((InetSocketAddress) channel.getLocalAddress());
        }
        return bound;
    }

    private AbstractThrowableAssert<?, ?> assertProblem(ListenerOptions.Builder options, Problem problem) {
        return assertThatThrownBy(() -> bind(options))
                .isInstanceOfSatisfying(
                        ListenException.class, e -> assertThat(e.problem()).isEqualTo(problem))
                .hasMessageNotContaining("\n");
    }

    private int occupy(String host) throws IOException {
        return bindOne(host, 0);
    }

    private int bindOne(String host, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        open.add(channel);
        channel.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private static boolean hasIpv6Loopback() {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getByName("::1"), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
