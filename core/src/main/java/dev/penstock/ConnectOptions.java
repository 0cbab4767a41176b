package dev.penstock;

import java.net.SocketAddress;
import java.time.Duration;

/**
 * How to connect, and what holds for the connection then. Where to is not in here: the same options serve one address after
 * the other.
 *
 * @param connectTimeout how long it may take until the connection stands
 * @param localAddress what to connect from, or null where the system chooses
 * @param policy what happens when the peer is slow
 * @param maxReadBuffer most bytes a handler may leave unread, waiting for more
 * @param idleTimeout how long nothing may be sent or received; zero is for ever
 * @param frameTimeout how long it may take until an unfinished frame has arrived whole; zero is for ever
 * @param minFrameRate fewest bytes a second of an unfinished frame; zero is none
 * @param lingerTimeout how long the peer may take to read its last bytes and end its own side
 * @param sendBuffer the kernel's send buffer, in bytes; 0 leaves it to the system's autotuning
 * @param receiveBuffer the kernel's receive buffer, in bytes; 0 leaves it to the system's autotuning
 */
public record ConnectOptions(
        Duration connectTimeout,
        SocketAddress localAddress,
        SlowPeerPolicy policy,
        int maxReadBuffer,
        Duration idleTimeout,
        Duration frameTimeout,
        int minFrameRate,
        Duration lingerTimeout,
        int sendBuffer,
        int receiveBuffer)
        implements ConnectionOptions {
    /** 10 seconds: Linux asks four times in that, at once and after one, three and seven seconds. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Checks the values; the components say what they mean.
     *
     * @param connectTimeout the component
     * @param localAddress the component
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
    public ConnectOptions {
        Limits.requirePositive("connectTimeout", connectTimeout);
        ConnectionTerms.require(
                policy,
                maxReadBuffer,
                idleTimeout,
                frameTimeout,
                minFrameRate,
                lingerTimeout,
                sendBuffer,
                receiveBuffer);
    }

    /**
     * Every default.
     *
     * @return the options
     */
    public static ConnectOptions defaults() {
        return builder().build();
    }

    /**
     * A builder that holds every default.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes {@link ConnectOptions}; each method sets the component of its name. */
    public static final class Builder {
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private SocketAddress localAddress;
        private SlowPeerPolicy policy =
                SlowPeerPolicy.pauseInput(SlowPeerPolicy.DEFAULT_HARD_LIMIT, SlowPeerPolicy.DEFAULT_STALL_TIMEOUT);
        private int maxReadBuffer = DEFAULT_MAX_READ_BUFFER;
        private Duration idleTimeout = Duration.ZERO;
        private Duration frameTimeout = Duration.ZERO;
        private int minFrameRate;
        private Duration lingerTimeout = DEFAULT_LINGER_TIMEOUT;
        private int sendBuffer = DEFAULT_SOCKET_BUFFER;
        private int receiveBuffer = DEFAULT_SOCKET_BUFFER;

        private Builder() {}

        /**
         * Sets how long it may take until the connection stands; default 10 seconds.
         *
         * @param value more than zero
         * @return this builder
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /**
         * Sets the address to connect from; default any that the system chooses. Port 0 leaves the port to it.
         *
         * @param value an address of the family of those to connect to, or null
         * @return this builder
         */
        public Builder localAddress(SocketAddress value) {
            localAddress = value;
            return this;
        }

        /**
         * Sets the policy for a slow peer; default {@link SlowPeerPolicy#pauseInput} at its defaults.
         *
         * @param value the policy
         * @return this builder
         */
        public Builder policy(SlowPeerPolicy value) {
            policy = value;
            return this;
        }

        /**
         * Sets the largest read buffer; default 1 MiB.
         *
         * @param bytes 1 KiB to 1 GiB
         * @return this builder
         */
        public Builder maxReadBuffer(int bytes) {
            maxReadBuffer = bytes;
            return this;
        }

        /**
         * Sets the idle timeout; default zero, none.
         *
         * @param value zero or more
         * @return this builder
         */
        public Builder idleTimeout(Duration value) {
            idleTimeout = value;
            return this;
        }

        /**
         * Sets how long a frame may take; default zero, for ever.
         *
         * @param value zero or more
         * @return this builder
         */
        public Builder frameTimeout(Duration value) {
            frameTimeout = value;
            return this;
        }

        /**
         * Sets the fewest bytes a second of an unfinished frame; default zero, none.
         *
         * @param bytesPerSecond 0 to 1 GiB
         * @return this builder
         */
        public Builder minFrameRate(int bytesPerSecond) {
            minFrameRate = bytesPerSecond;
            return this;
        }

        /**
         * Sets the linger timeout; default 5 seconds.
         *
         * @param value zero or more
         * @return this builder
         */
        public Builder lingerTimeout(Duration value) {
            lingerTimeout = value;
            return this;
        }

        /**
         * Sets the kernel's send buffer; default 256 KiB.
         *
         * @param bytes 0 to 1 GiB
         * @return this builder
         */
        public Builder sendBuffer(int bytes) {
            sendBuffer = bytes;
            return this;
        }

        /**
         * Sets the kernel's receive buffer; default 256 KiB.
         *
         * @param bytes 0 to 1 GiB
         * @return this builder
         */
        public Builder receiveBuffer(int bytes) {
            receiveBuffer = bytes;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a value is out of its range
         */
        public ConnectOptions build() {
            return new ConnectOptions(
                    connectTimeout,
                    localAddress,
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
