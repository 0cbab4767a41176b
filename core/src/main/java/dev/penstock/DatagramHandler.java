package dev.penstock;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * What is done with datagrams.
 *
 * <p>Every method runs on the reactor's thread and must not block. What one throws is counted and reported, and costs the
 * datagram it was called for: the endpoint goes on, as anybody may send it anything.
 */
public interface DatagramHandler {
    /**
     * A datagram has arrived, whole.
     *
     * @param endpoint where it arrived
     * @param sender who sent it, or at least whom it names as its sender: anybody can write any address
     * @param data its bytes, perhaps none; read-only, lent for the duration of the call
     */
    void onDatagram(DatagramEndpoint endpoint, SocketAddress sender, ByteBuffer data);

    /**
     * Something that was sent has come back: nobody listens there. Told to connected endpoints only, and once for each answer
     * of the peer's system, which may be fewer than were sent. A datagram without bytes to a peer on the same machine has none:
     * the JDK can send it only while it is not connected.
     *
     * @param endpoint what it was sent from
     */
    default void onUnreachable(DatagramEndpoint endpoint) {}

    /**
     * The endpoint is closed, whoever asked for that; called exactly once.
     *
     * @param endpoint which
     */
    default void onClosed(DatagramEndpoint endpoint) {}
}
