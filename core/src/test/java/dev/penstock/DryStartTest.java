package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Descriptors may run out before anything was read: what the JDK opens for its first read must be there by then. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC}) // where a shell can limit descriptors
final class DryStartTest {
    @Test
    void shouldServeItsFirstPeerWithTheLastDescriptor() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classPath = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(
                        "bash", "-c", "ulimit -n 200; exec \"$@\"", "bash", java, "-cp", classPath, Dry.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            int port = Integer.parseInt(out.readLine());
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write('x');
                assertThat(socket.getInputStream().read()).isEqualTo('x');
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** An echo server that has one descriptor left when it begins to serve. */
    static final class Dry implements ConnectionHandler {
        public static void main(String[] args) throws Exception {
            // Neither limit is asked of the JVM: that would open files, and do the warm-up's work by chance.
            var options = ReactorOptions.builder().maxConnections(100).maxQueued(8 << 20);
            Reactor reactor = Reactor.open(options.build());
            ConnectionHandler handler = new Dry();
            Listener listener = reactor.listen(
                    ListenerOptions.builder().hosts(List.of("127.0.0.1")).build(), connection -> handler);
            int port = ((InetSocketAddress) listener.addresses().get(0)).getPort();
            var taken = new ArrayDeque<FileInputStream>();
            try {
                while (true) taken.add(new FileInputStream("/dev/null"));
            } catch (IOException e) {
                taken.remove().close();
            }
            System.out.println(port);
            reactor.run();
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {
            connection.writeSome(data);
        }
    }
}
