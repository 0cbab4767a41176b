package dev.penstock;

import java.time.Duration;

/** What holds for a connection, whoever began it: the components that {@link ListenerOptions} and {@link ConnectOptions} share. */
public sealed interface ConnectionOptions permits ListenerOptions, ConnectOptions {
    /** 1 MiB holds the default maximal frame of the length-prefixed protocol. */
    int DEFAULT_MAX_READ_BUFFER = 1 << 20;

    /** 5 seconds, as nginx's {@code lingering_timeout}. */
    Duration DEFAULT_LINGER_TIMEOUT = Duration.ofSeconds(5);

    /**
     * 5 seconds before a frame's rate is looked at: a lost packet is sent again a few times in that, and the deadline of the
     * whole is another matter.
     */
    int FRAME_RATE_GRACE_SECONDS = 5;

    /**
     * 256 KiB: a peer that never reads can otherwise pin some megabytes of the kernel's autotuned buffers. Throughput is at
     * most this divided by the round trip.
     */
    int DEFAULT_SOCKET_BUFFER = 256 << 10;

    /**
     * What happens when the peer is slow.
     *
     * @return the policy
     */
    SlowPeerPolicy policy();

    /**
     * Most bytes a handler may leave unread, waiting for more.
     *
     * @return 1 KiB to 1 GiB
     */
    int maxReadBuffer();

    /**
     * How long nothing may be sent or received.
     *
     * @return zero is for ever
     */
    Duration idleTimeout();

    /**
     * How long it may take until an unfinished frame, which a handler has left unread, has arrived whole. It stands still while
     * we do not read.
     *
     * @return zero is for ever
     */
    Duration frameTimeout();

    /**
     * Fewest bytes a second of an unfinished frame, on average, after {@value #FRAME_RATE_GRACE_SECONDS} seconds. Stands still
     * likewise.
     *
     * @return zero is none
     */
    int minFrameRate();

    /**
     * How long a peer may take to read its last bytes and end its own side.
     *
     * @return zero or more
     */
    Duration lingerTimeout();

    /**
     * The kernel's send buffer, in bytes.
     *
     * @return 0 leaves it to the system's autotuning
     */
    int sendBuffer();

    /**
     * The kernel's receive buffer, in bytes.
     *
     * @return 0 leaves it to the system's autotuning
     */
    int receiveBuffer();
}
