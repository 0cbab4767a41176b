package dev.penstock;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * How to connect, and what holds for the connection then. Where to is not in here: the same options serve one address after
 * the other.
 *
 * @param connectTimeout how long it may take until the connection stands, more than zero
 * @param localAddress what to connect from, or null where the system chooses
 * @param connection what holds for the connection
 */
public record ConnectOptions(Duration connectTimeout, SocketAddress localAddress, ConnectionOptions connection) {
    /** 10 seconds: Linux asks four times in that, at once and after one, three and seven seconds. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Checks the values; the components say what they mean.
     *
     * @param connectTimeout the component
     * @param localAddress the component
     * @param connection the component
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ConnectOptions {
        Limits.requirePositive("connectTimeout", connectTimeout);
        Objects.requireNonNull(connection, "connection");
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
    public static final class Builder extends ConnectionOptions.Builder<Builder> {
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private SocketAddress localAddress;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

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
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a value is out of its range
         */
        public ConnectOptions build() {
            return new ConnectOptions(connectTimeout, localAddress, connection());
        }
    }
}
