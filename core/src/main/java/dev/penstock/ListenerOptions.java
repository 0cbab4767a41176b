package dev.penstock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where a listener listens, and what holds for the connections it accepts.
 *
 * @param hosts names or addresses to bind; {@code localhost} means 127.0.0.1 and ::1
 * @param port the port, the same on every address; 0 picks one that is free on all
 * @param unixPath a socket file to listen on, or null
 * @param backlog connections the kernel holds until they are accepted
 * @param policy what happens to slow peers
 * @param maxReadBuffer most bytes a handler may leave unread, waiting for more
 * @param idleTimeout how long nothing may be sent or received; zero is for ever
 * @param frameTimeout how long it may take until an unfinished frame, which a handler has left unread, has arrived whole; zero
 *     is for ever. It stands still while we do not read
 * @param minFrameRate fewest bytes a second of an unfinished frame, on average, after {@value ConnectionOptions#FRAME_RATE_GRACE_SECONDS}
 *     seconds; zero is none. Stands still likewise
 * @param lingerTimeout how long a peer may take to read its last bytes and end its own side
 * @param sendBuffer the kernel's send buffer a connection, in bytes; 0 leaves it to the system's autotuning
 * @param receiveBuffer the kernel's receive buffer a connection, in bytes; 0 leaves it to the system's autotuning
 */
public record ListenerOptions(
        List<String> hosts,
        int port,
        Path unixPath,
        int backlog,
        SlowPeerPolicy policy,
        int maxReadBuffer,
        Duration idleTimeout,
        Duration frameTimeout,
        int minFrameRate,
        Duration lingerTimeout,
        int sendBuffer,
        int receiveBuffer)
        implements ConnectionOptions {
    /** 4096: Linux's {@code somaxconn}; more is cut to that, and an overflow shows as connects that time out. */
    public static final int DEFAULT_BACKLOG = 4096;

    /**
     * Checks the values; the components say what they mean.
     *
     * @param hosts the component
     * @param port the component
     * @param unixPath the component
     * @param backlog the component
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
    public ListenerOptions {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty() && unixPath == null)
            throw new IllegalArgumentException("a listener needs a host or a socket file");
        Limits.requireBetween("port", port, 0, 65535);
        Limits.requireBetween("backlog", backlog, 1, Integer.MAX_VALUE);
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
     * A builder that holds every default: localhost, a free port, {@link SlowPeerPolicy#pauseInput} at its defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes {@link ListenerOptions}; each method sets the component of its name. */
    public static final class Builder {
        private List<String> hosts = List.of("localhost");
        private int port;
        private Path unixPath;
        private int backlog = DEFAULT_BACKLOG;
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
         * Sets the addresses; default {@code localhost}. None at all is allowed beside a socket file.
         *
         * @param values names or literal addresses
         * @return this builder
         */
        public Builder hosts(List<String> values) {
            hosts = values;
            return this;
        }

        /**
         * Sets the port; default 0.
         *
         * @param value 0 to 65535
         * @return this builder
         */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /**
         * Sets a socket file; default none. A stale one is replaced, one that answers is an error.
         *
         * @param value the path, or null
         * @return this builder
         */
        public Builder unixPath(Path value) {
            unixPath = value;
            return this;
        }

        /**
         * Sets the backlog; default {@value ListenerOptions#DEFAULT_BACKLOG}.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder backlog(int value) {
            backlog = value;
            return this;
        }

        /**
         * Sets the policy for slow peers.
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
        public ListenerOptions build() {
            return new ListenerOptions(
                    hosts,
                    port,
                    unixPath,
                    backlog,
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
