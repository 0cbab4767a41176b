package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.ServerProcess;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A member of a chat, as a test plays it: reads line by line, and waits for each. */
final class ChatClient implements AutoCloseable {
    final Socket socket;
    private final InputStream in;

    ChatClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
    }

    /** Connects and hears the greeting. */
    static ChatClient greeted(ServerProcess server) throws IOException {
        var client = new ChatClient(server.connect());
        client.expect("*** you are " + client.address() + " in lobby; /help lists the commands");
        return client;
    }

    /** The same under a name that it has chosen. */
    static ChatClient named(ServerProcess server, String name) throws IOException {
        ChatClient client = greeted(server);
        client.send("/nick " + name);
        client.expect("*** " + client.address() + " is now " + name);
        return client;
    }

    /** One that is to read nothing for now: its kernel takes little. */
    static ChatClient thatTakesLittle(ServerProcess server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        socket.setSoTimeout(20_000);
        return new ChatClient(socket);
    }

    /** What the server calls it before it has a name. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void send(String line) throws IOException {
        sendBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next line without its end; null at the end of input. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) != '\n'; line.write(b)) {
            if (b < 0) {
                assertThat(line.size()).as("half a line").isZero();
                return null;
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    List<String> lines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) lines.add(line());
        return lines;
    }

    /** The next lines are these, to the letter. */
    void expect(String... lines) throws IOException {
        for (String expected : lines) assertThat(line()).isEqualTo(expected);
    }

    /** Nothing has come, and nothing was on its way: what is asked for now comes next. */
    void expectNothing() throws IOException {
        send("/nothing");
        expect("*** no such command: /nothing; /help lists them");
    }

    void expectEnd() throws IOException {
        assertThat(line()).isNull();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
