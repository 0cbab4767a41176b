package dev.penstock;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where a listener listens, and what holds for the connections it accepts.
 *
 * @param hosts names or addresses to bind; {@code localhost} means 127.0.0.1 and ::1
 * @param port 0 to 65535, the same on every address; 0 picks one that is free on all
 * @param unixPath a socket file to listen on, or null
 * @param backlog connections the kernel holds until they are accepted
 * @param connection what holds for each connection it accepts
 */
public record ListenerOptions(List<String> hosts, int port, Path unixPath, int backlog, ConnectionOptions connection) {
    /** 4096: Linux's {@code somaxconn}; more is cut to that, and an overflow shows as connects that time out. */
    public static final int DEFAULT_BACKLOG = 4096;

    /**
     * Checks the values; the components say what they mean.
     *
     * @param hosts the component
     * @param port the component
     * @param unixPath the component
     * @param backlog the component
     * @param connection the component
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ListenerOptions {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty() && unixPath == null)
            throw new IllegalArgumentException("a listener needs a host or a socket file");
        Limits.requireBetween("port", port, 0, 65535);
        Limits.requireBetween("backlog", backlog, 1, Integer.MAX_VALUE);
        Objects.requireNonNull(connection, "connection");
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
    public static final class Builder extends ConnectionOptions.Builder<Builder> {
        private List<String> hosts = List.of("localhost");
        private int port;
        private Path unixPath;
        private int backlog = DEFAULT_BACKLOG;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

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
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a value is out of its range
         */
        public ListenerOptions build() {
            return new ListenerOptions(hosts, port, unixPath, backlog, connection());
        }
    }
}
