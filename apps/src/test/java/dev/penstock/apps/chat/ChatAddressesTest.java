package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What members are called before they have a name, and that nobody else can be called so. */
@Timeout(60)
final class ChatAddressesTest {
    @Test
    void shouldCallPeersByTheirAddresses(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("chat.sock");
        try (var server = ServerProcess.start(
                        ChatServer.class, "--port", "0", "--host", "localhost", "--unix", path.toString());
                var four = ChatClient.greeted(server);
                var six = new ChatClient(new Socket(InetAddress.getByName("::1"), server.port()))) {
            String name = "[::1]:" + six.socket.getLocalPort();
            six.expect("*** you are " + name + " in lobby; /help lists the commands");
            four.expect("*** " + name + " joined");
            four.send("/nick unix#1");
            four.send("/nick [x]");
            four.send("/nick 127.0.0.1");
            for (String line : four.lines(3)) assertThat(line).startsWith("*** a name does not look like an address");
            try (SocketChannel unix = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                unix.connect(UnixDomainSocketAddress.of(path));
                four.expect("*** unix#1 joined");
                six.expect("*** unix#1 joined");
                four.send("/msg UNIX#1 hi");
                four.expect("*** to unix#1: hi");
                assertThat(read(unix, "hi\n"))
                        .isEqualTo("*** you are unix#1 in lobby; /help lists the commands\n" + four.address()
                                + " (private): hi\n");
            }
            four.expect("*** unix#1 left (end of input)");
        }
    }

    private static String read(SocketChannel channel, String end) throws IOException {
        var text = new StringBuilder();
        var buffer = ByteBuffer.allocate(1000);
        while (text.indexOf(end) < 0 && channel.read(buffer.clear()) >= 0)
            text.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
        return text.toString();
    }
}
