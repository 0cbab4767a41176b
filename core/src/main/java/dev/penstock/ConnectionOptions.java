package dev.penstock;

import java.time.Duration;
import java.util.Objects;

/**
 * What holds for a connection, whoever began it: a part of {@link ListenerOptions} and of {@link ConnectOptions}, whose builders
 * set it.
 *
 * @param policy what happens when the peer is slow
 * @param maxReadBuffer most bytes a handler may leave unread, waiting for more; 1 KiB to 1 GiB
 * @param idleTimeout how long nothing may be sent or received; zero is for ever
 * @param frameTimeout how long it may take until an unfinished frame, which a handler has left unread, has arrived whole; zero
 *     is for ever. It stands still while we do not read
 * @param minFrameRate fewest bytes a second of an unfinished frame, on average, after {@value #FRAME_RATE_GRACE_SECONDS}
 *     seconds; zero is none. Stands still likewise
 * @param lingerTimeout how long the peer may take to read its last bytes and end its own side
 * @param sendBuffer the kernel's send buffer, in bytes up to 1 GiB; 0 leaves it to the system's autotuning
 * @param receiveBuffer the kernel's receive buffer, in bytes up to 1 GiB; 0 leaves it to the system's autotuning
 */
public record ConnectionOptions(
        SlowPeerPolicy policy,
        int maxReadBuffer,
        Duration idleTimeout,
        Duration frameTimeout,
        int minFrameRate,
        Duration lingerTimeout,
        int sendBuffer,
        int receiveBuffer) {
    /** 1 MiB holds the default maximal frame of the length-prefixed protocol. */
    public static final int DEFAULT_MAX_READ_BUFFER = 1 << 20;

    /** 5 seconds, as nginx's {@code lingering_timeout}. */
    public static final Duration DEFAULT_LINGER_TIMEOUT = Duration.ofSeconds(5);

    /**
     * 5 seconds before a frame's rate is looked at: a lost packet is sent again a few times in that, and the deadline of the
     * whole is another matter.
     */
    public static final int FRAME_RATE_GRACE_SECONDS = 5;

    /**
     * 256 KiB: a peer that never reads can otherwise pin some megabytes of the kernel's autotuned buffers. Throughput is at
     * most this divided by the round trip.
     */
    public static final int DEFAULT_SOCKET_BUFFER = 256 << 10;

    /**
     * Checks the values; the components say what they mean.
     *
     * @param policy the component
     * @param maxReadBuffer the component
     * @param idleTimeout the component
     * @param frameTimeout the component
     * @param minFrameRate the component
     * @param lingerTimeout the component
     * @param sendBuffer the component
     * @param receiveBuffer the component
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ConnectionOptions {
        Objects.requireNonNull(policy, "policy");
        Limits.requireBetween("maxReadBuffer", maxReadBuffer, 1 << 10, 1 << 30);
        Limits.requireNotNegative("idleTimeout", idleTimeout);
        Limits.requireNotNegative("frameTimeout", frameTimeout);
        Limits.requireBetween("minFrameRate", minFrameRate, 0, 1 << 30);
        Limits.requireNotNegative("lingerTimeout", lingerTimeout);
        Limits.requireBetween("sendBuffer", sendBuffer, 0, 1 << 30);
        Limits.requireBetween("receiveBuffer", receiveBuffer, 0, 1 << 30);
    }

    /**
     * What the builders of options with connections share; each method sets the component of its name.
     *
     * @param <B> the builder itself
     */
    public abstract static sealed class Builder<B extends Builder<B>>
            permits ListenerOptions.Builder, ConnectOptions.Builder {
        private SlowPeerPolicy policy =
                SlowPeerPolicy.pauseInput(SlowPeerPolicy.DEFAULT_HARD_LIMIT, SlowPeerPolicy.DEFAULT_STALL_TIMEOUT);
        private int maxReadBuffer = DEFAULT_MAX_READ_BUFFER;
        private Duration idleTimeout = Duration.ZERO;
        private Duration frameTimeout = Duration.ZERO;
        private int minFrameRate;
        private Duration lingerTimeout = DEFAULT_LINGER_TIMEOUT;
        private int sendBuffer = DEFAULT_SOCKET_BUFFER;
        private int receiveBuffer = DEFAULT_SOCKET_BUFFER;

        Builder() {}

        abstract B self();

        /**
         * Sets the policy for a slow peer; default {@link SlowPeerPolicy#pauseInput} at its defaults.
         *
         * @param value the policy
         * @return this builder
         */
        public B policy(SlowPeerPolicy value) {
            policy = value;
            return self();
        }

        /**
         * Sets the largest read buffer; default 1 MiB.
         *
         * @param bytes 1 KiB to 1 GiB
         * @return this builder
         */
        public B maxReadBuffer(int bytes) {
            maxReadBuffer = bytes;
            return self();
        }

        /**
         * Sets the idle timeout; default zero, none.
         *
         * @param value zero or more
         * @return this builder
         */
        public B idleTimeout(Duration value) {
            idleTimeout = value;
            return self();
        }

        /**
         * Sets how long a frame may take; default zero, for ever.
         *
         * @param value zero or more
         * @return this builder
         */
        public B frameTimeout(Duration value) {
            frameTimeout = value;
            return self();
        }

        /**
         * Sets the fewest bytes a second of an unfinished frame; default zero, none.
         *
         * @param bytesPerSecond 0 to 1 GiB
         * @return this builder
         */
        public B minFrameRate(int bytesPerSecond) {
            minFrameRate = bytesPerSecond;
            return self();
        }

        /**
         * Sets the linger timeout; default 5 seconds.
         *
         * @param value zero or more
         * @return this builder
         */
        public B lingerTimeout(Duration value) {
            lingerTimeout = value;
            return self();
        }

        /**
         * Sets the kernel's send buffer; default 256 KiB.
         *
         * @param bytes 0 to 1 GiB
         * @return this builder
         */
        public B sendBuffer(int bytes) {
            sendBuffer = bytes;
            return self();
        }

        /**
         * Sets the kernel's receive buffer; default 256 KiB.
         *
         * @param bytes 0 to 1 GiB
         * @return this builder
         */
        public B receiveBuffer(int bytes) {
            receiveBuffer = bytes;
            return self();
        }

        /** What was set so far. */
        ConnectionOptions connection() {
            return new ConnectionOptions(
                    policy,
                    maxReadBuffer,
                    idleTimeout,
                    frameTimeout,
                    minFrameRate,
                    lingerTimeout,
                    sendBuffer,
                    receiveBuffer);
        }
    }
}
