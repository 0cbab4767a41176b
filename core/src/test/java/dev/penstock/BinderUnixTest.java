package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.ListenException.Problem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class BinderUnixTest {
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("s");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable channel : open) channel.close();
    }

    @Test
    void shouldListenOnTheSocketFile() throws IOException {
        bind(path);

        connect(path);
    }

    @Test
    void shouldPutTheSocketFileBehindTheHosts() throws IOException {
        ListenerOptions options = ListenerOptions.builder()
                .hosts(List.of("127.0.0.1"))
                .unixPath(path)
                .build();

        List<ServerSocketChannel> channels = Binder.bind(SelectorProvider.provider(), options);
        open.addAll(channels);

        assertThat(channels).hasSize(2);
        assertThat(channels.get(1).getLocalAddress()).isEqualTo(UnixDomainSocketAddress.of(path));
    }

    @Test
    void shouldReplaceTheSocketFileOfADeadServer() throws IOException {
        listen(path, 10).close();
        assertThat(path).exists();

        bind(path);

        connect(path);
    }

    @Test
    void shouldLeaveALiveServerAlone() throws IOException {
        ServerSocketChannel live = listen(path, 10);

        assertProblem(path, Problem.SOCKET_FILE_IN_USE).hasMessageContaining(path.toString());

        connect(path);
        assertThat(live.isOpen()).isTrue();
    }

    @Test
    @Timeout(2)
    void shouldNotHangOnALiveServerWhoseBacklogIsFull() throws IOException {
        listen(path, 1);
        boolean isFull = false;
        for (int i = 0; i < 100 && !isFull; i++) isFull = !connectWithoutWaiting(path);
        assumeTrue(isFull);

        assertProblem(path, Problem.SOCKET_FILE_IN_USE);

        assertThat(path).exists();
    }

    @Test
    void shouldNotDeleteARegularFile() throws IOException {
        Files.writeString(path, "precious");

        assertProblem(path, Problem.SOCKET_FILE_IN_USE);

        assertThat(path).hasContent("precious");
    }

    @Test
    void shouldNotDeleteADirectory() throws IOException {
        Files.createDirectory(path);

        assertProblem(path, Problem.SOCKET_FILE_IN_USE);

        assertThat(path).isDirectory();
    }

    @Test
    void shouldNotDeleteASymbolicLink() throws IOException {
        Path target = directory.resolve("t");
        listen(target, 10).close();
        Files.createSymbolicLink(path, target);

        assertProblem(path, Problem.SOCKET_FILE_IN_USE);

        assertThat(path).isSymbolicLink();
        assertThat(Files.exists(target, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    /** Java calls it "other", as it does a socket or a device, and a connect to it is refused as by a dead server. */
    @Test
    void shouldNotDeleteANamedPipe() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
        assumeTrue(mkfifo.waitFor(5, TimeUnit.SECONDS) && mkfifo.exitValue() == 0);

        assertProblem(path, Problem.SOCKET_FILE_IN_USE);

        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void shouldSayThatAPathIsTooLong() {
        Path tooLong = directory.resolve("x".repeat(120));

        assertProblem(tooLong, Problem.OTHER)
                .hasMessageContaining(tooLong.toString())
                .hasMessageContaining("too long");
    }

    @Test
    void shouldSayThatTheDirectoryIsMissing() {
        assertProblem(directory.resolve("missing").resolve("s"), Problem.OTHER);
    }

    private void bind(Path at) throws IOException {
        ListenerOptions options =
                ListenerOptions.builder().hosts(List.of()).unixPath(at).build();
        open.addAll(Binder.bind(SelectorProvider.provider(), options));
    }

    private AbstractThrowableAssert<?, ?> assertProblem(Path at, Problem problem) {
        return assertThatThrownBy(() -> bind(at))
                .isInstanceOfSatisfying(
                        ListenException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private ServerSocketChannel listen(Path at, int backlog) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        open.add(channel);
        return channel.bind(UnixDomainSocketAddress.of(at), backlog);
    }

    private void connect(Path to) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        open.add(channel);
        assertThat(channel.connect(UnixDomainSocketAddress.of(to))).isTrue();
    }

    private boolean connectWithoutWaiting(Path to) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            open.add(channel);
            channel.configureBlocking(false);
            return channel.connect(UnixDomainSocketAddress.of(to));
        } catch (IOException e) {
            return false; // how a full backlog shows depends on the version of the runtime
        }
    }
}
