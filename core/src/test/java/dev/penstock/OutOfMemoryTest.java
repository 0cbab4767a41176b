package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Somebody else in the process has taken the memory that the budget counts on: that costs one connection, the recipient's. */
@Timeout(60)
@EnabledForJreRange(max = JRE.JAVA_21) // from 22 on our memory ends where the machine's does
final class OutOfMemoryTest {
    @Test
    void shouldEndTheRecipientWhoseMessageFindsNoMemoryAndServeTheSender() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classPath = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(
                        java, "-XX:MaxDirectMemorySize=16m", "-cp", classPath, Starved.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            int port = Integer.parseInt(out.readLine());
            try (Socket recipient = new Socket("127.0.0.1", port);
                    Socket sender = new Socket("127.0.0.1", port)) {
                recipient.setSoTimeout(10_000);
                sender.setSoTimeout(10_000);
                recipient.getOutputStream().write('r');
                assertThat(recipient.getInputStream().read()).isEqualTo('r');
                sender.getOutputStream().write('s');
                assertThat(sender.getInputStream().read()).isEqualTo('s');
                assertThat(out.readLine()).isEqualTo("recipient: MEMORY_PRESSURE");
                sender.getOutputStream().write('t');
                assertThat(sender.getInputStream().read()).isEqualTo('t');
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Echoes, and has whoever spoke first sent a message that needs memory, of which there is none, at every word of others. */
    static final class Starved implements ConnectionHandler {
        private final List<ByteBuffer> taken = new ArrayList<>();
        private Connection first;

        public static void main(String[] args) throws Exception {
            var options = ReactorOptions.builder()
                    .maxConnections(10)
                    .maxQueued(4 << 20)
                    .errorHandler((connection, failure) -> {});
            Reactor reactor = Reactor.open(options.build());
            var handler = new Starved();
            Listener listener = reactor.listen(
                    ListenerOptions.builder().hosts(List.of("127.0.0.1")).build(), connection -> handler);
            handler.takeAllMemory();
            trim();
            System.out.println(((InetSocketAddress) listener.addresses().get(0)).getPort());
            reactor.run();
        }

        private void takeAllMemory() {
            try {
                while (true) taken.add(ByteBuffer.allocateDirect(64 << 10));
            } catch (OutOfMemoryError e) {
                // As it should be.
            }
        }

        /** What returns memory to the system needs some itself, and is not to fill standard error for want of it. */
        private static void trim() throws InterruptedException {
            NativeHeap.prepare();
            for (Thread thread : Thread.getAllStackTraces().keySet())
                if (thread.getName().equals("penstock-native-heap-trim")) thread.join();
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {
            if (first == null) first = connection;
            else if (first != connection) first.write(ByteBuffer.allocate(100_000));
            connection.writeSome(data);
        }

        @Override
        public void onClosed(Connection connection, CloseReason reason) {
            if (connection == first) System.out.println("recipient: " + reason);
        }
    }
}
