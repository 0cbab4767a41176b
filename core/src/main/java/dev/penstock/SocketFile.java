package dev.penstock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The file of a Unix socket, which outlives a server that was killed, and is in the way of the next one. */
final class SocketFile {
    // S_IFMT and S_IFSOCK of stat(2): to Java a socket, a pipe and a device are all "other".
    private static final int FILE_TYPE = 0xf000;
    private static final int SOCKET_TYPE = 0xc000;

    private SocketFile() {}

    /** Listens on a path, in place of a stale file. */
    static ServerSocketChannel bind(SelectorProvider provider, Path path, int backlog) throws ListenException {
        removeIfStale(provider, path);
        ServerSocketChannel channel = null;
        try {
            channel = provider.openServerSocketChannel(StandardProtocolFamily.UNIX);
            return channel.bind(UnixDomainSocketAddress.of(path), backlog);
        } catch (IOException | UnsupportedOperationException e) {
            HostBinder.closeQuietly(channel);
            var explained = ListenException.of("unix:" + path, e);
            boolean isTaken = explained.problem() == ListenException.Problem.PORT_IN_USE;
            if (isTaken)
                throw new ListenException(ListenException.Problem.SOCKET_FILE_IN_USE, explained.getMessage(), e);
            throw explained;
        }
    }

    /** A server that was killed leaves its socket file; one that answers is alive; anything else is not ours to remove. */
    private static void removeIfStale(SelectorProvider provider, Path path) throws ListenException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return;
        try {
            int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            boolean isSocket = (mode & FILE_TYPE) == SOCKET_TYPE;
            if (isSocket && !answers(provider, path)) {
                Files.deleteIfExists(path);
                return;
            }
        } catch (IOException e) {
            throw ListenException.of("unix:" + path, e);
        }
        throw new ListenException(ListenException.Problem.SOCKET_FILE_IN_USE, path + " is in use", null);
    }

    private static boolean answers(SelectorProvider provider, Path path) throws IOException {
        try (SocketChannel probe = provider.openSocketChannel(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (SocketException e) {
            return true; // a full backlog, or somebody else's: whoever it is, it was not refused
        }
    }
}
