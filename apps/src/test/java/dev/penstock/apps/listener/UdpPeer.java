package dev.penstock.apps.listener;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Somebody with a socket of the JDK's, who sends and receives datagrams. */
public final class UdpPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final DatagramSocket socket;
    private final byte[] buffer = new byte[64 << 10];

    public UdpPeer() throws IOException {
        this("127.0.0.1");
    }

    public UdpPeer(String address) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.setSoTimeout(PATIENCE_MILLIS); // a datagram that does not come fails its test, it does not hang it
        socket.setReceiveBufferSize(1 << 20);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void send(byte[] bytes, String address, int port) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(address), port));
    }

    public void send(String text, int port) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8), "127.0.0.1", port);
    }

    public byte[] receive() throws IOException {
        var packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        return Arrays.copyOf(buffer, packet.getLength());
    }

    public String receiveText() throws IOException {
        return new String(receive(), StandardCharsets.UTF_8);
    }

    /** How many have arrived so far. */
    public int drain() throws IOException {
        socket.setSoTimeout(1);
        try {
            for (int count = 0; ; count++) {
                try {
                    receive();
                } catch (SocketTimeoutException e) {
                    return count;
                }
            }
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
