package dev.penstock.apps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.Signals;
import dev.penstock.apps.framed.FramedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Connections that end, or begin, where they should not. */
@Timeout(120) // seconds where the machine has time
@Execution(ExecutionMode.CONCURRENT)
final class FramedFaultsTest {
    private static final byte[] HI = {0, 0, 0, 2, 'h', 'i'};
    private static final String CONNECTED = "info: framed: PEER connected";
    private static final int BACKLOG = 4;

    @Test
    void shouldLogAndHoldNothingMoreOfConnectionsThatWentWrong() throws Exception {
        try (var server = FaultedServer.start(FramedServer.class, "--frame-timeout", "2s", "--backlog", "" + BACKLOG)) {
            for (int length : new int[] {2, 4, 10, 900_000}) resetInMidFrame(server, length);
            closeWithAnswersUnread(server);
            deliverToWhoSendsMoreThanIsRead(server);
            closeWhoseFrameDoesNotEnd(server);
            serveTheBacklogAfterAStop(server);
            server.expectOrderlyEnd();
        }
    }

    private static void resetInMidFrame(FaultedServer server, int length) throws Exception {
        try (Socket socket = server.process.connect()) {
            answers(socket);
            byte[] begun = ByteBuffer.allocate(4 + 1_000_000).putInt(1_000_000).array();
            socket.getOutputStream().write(begun, 0, length);
            socket.setSoLinger(true, 0);
        }
        server.expectLogged(CONNECTED, "info: framed: PEER left (connection reset)");
    }

    /** The peer's kernel resets the connection, because nobody will read what it has. Java's own sockets end in order first. */
    private static void closeWithAnswersUnread(FaultedServer server) throws Exception {
        try (var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.process.port()))) {
            channel.write(ByteBuffer.wrap(HI));
            InputStream in = channel.socket().getInputStream();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> in.available() == HI.length);
        }
        server.expectLogged(CONNECTED, "info: framed: PEER left (connection reset)");
    }

    /** The server closes while there is input that it will not read. */
    private static void deliverToWhoSendsMoreThanIsRead(FaultedServer server) throws Exception {
        try (Socket socket = server.process.connect()) {
            ByteBuffer tooLong = ByteBuffer.allocate(HI.length + 4 + (4 << 20));
            socket.getOutputStream().write(tooLong.put(HI).putInt(-1).array());
            assertThat(socket.getInputStream().readNBytes(HI.length)).isEqualTo(HI);
            assertThat(socket.getInputStream().read()).as("an orderly end").isEqualTo(-1);
        }
        server.expectLogged(CONNECTED, "info: framed: PEER left (frame too long)");
    }

    private static void closeWhoseFrameDoesNotEnd(FaultedServer server) throws Exception {
        try (Socket socket = server.process.connect()) {
            socket.getOutputStream().write(HI, 0, 5);
            assertThat(socket.getInputStream().read()).as("an orderly end").isEqualTo(-1);
        }
        server.expectLogged(CONNECTED, "info: framed: PEER left (frame timeout)");
    }

    /** While the server's process is stopped nobody is accepted: one too many is not let in, and nobody else is lost. */
    private static void serveTheBacklogAfterAStop(FaultedServer server) throws Exception {
        Signals.stop(server.process.pid());
        List<Socket> waiting = connectUntilNoneIsLetIn(server);
        assertThat(waiting).hasSizeBetween(BACKLOG, BACKLOG + 1);
        for (Socket socket : waiting) socket.getOutputStream().write(HI);
        server.process.signal("CONT");
        for (Socket socket : waiting) {
            assertThat(socket.getInputStream().readNBytes(HI.length)).isEqualTo(HI);
            socket.close();
        }
        List<String> logged = new ArrayList<>(Collections.nCopies(waiting.size(), CONNECTED));
        logged.addAll(Collections.nCopies(waiting.size(), "info: framed: PEER left (end of input)"));
        server.expectLogged(logged.toArray(String[]::new));
    }

    private static List<Socket> connectUntilNoneIsLetIn(FaultedServer server) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        while (waiting.size() < 2 * BACKLOG) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", server.process.port()), 300);
            } catch (SocketTimeoutException e) {
                socket.close();
                return waiting;
            }
            socket.setSoTimeout(20_000);
            waiting.add(socket);
        }
        return waiting;
    }

    private static void answers(Socket socket) throws IOException {
        socket.getOutputStream().write(HI);
        assertThat(socket.getInputStream().readNBytes(HI.length)).isEqualTo(HI);
    }
}
