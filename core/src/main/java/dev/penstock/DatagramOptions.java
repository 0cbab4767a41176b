package dev.penstock;

import java.net.InetSocketAddress;

/**
 * Where datagrams come from and go to.
 *
 * @param localAddress the address to bind; port 0 picks a free one. Null is a free port of 127.0.0.1, or, for an endpoint that
 *     is connected, what the system chooses
 * @param remoteAddress the only peer to talk to, or null to talk to any. Only so is it told that nobody listens there
 * @param sendBuffer the kernel's send buffer, in bytes; 0 leaves it to the system
 * @param receiveBuffer the kernel's receive buffer, in bytes, where datagrams wait for their turn; 0 leaves it to the system.
 *     When it is full the kernel drops what arrives, and tells nobody
 */
public record DatagramOptions(
        InetSocketAddress localAddress, InetSocketAddress remoteAddress, int sendBuffer, int receiveBuffer) {
    /** 256 KiB: three of the longest datagrams; Linux cuts it to {@code net.core.rmem_max} and {@code wmem_max}. */
    public static final int DEFAULT_SOCKET_BUFFER = 256 << 10;

    /**
     * Checks the values; the components say what they mean.
     *
     * @param localAddress the component
     * @param remoteAddress the component
     * @param sendBuffer the component
     * @param receiveBuffer the component
     * @throws IllegalArgumentException if a value is out of its range
     */
    public DatagramOptions {
        Limits.requireBetween("sendBuffer", sendBuffer, 0, 1 << 30);
        Limits.requireBetween("receiveBuffer", receiveBuffer, 0, 1 << 30);
    }

    /**
     * A builder that holds every default: a free port of 127.0.0.1, any peer.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes {@link DatagramOptions}; each method sets the component of its name. */
    public static final class Builder {
        private InetSocketAddress localAddress;
        private InetSocketAddress remoteAddress;
        private int sendBuffer = DEFAULT_SOCKET_BUFFER;
        private int receiveBuffer = DEFAULT_SOCKET_BUFFER;

        private Builder() {}

        /**
         * Sets the address to bind; default none.
         *
         * @param value an IPv4 or IPv6 address, or null
         * @return this builder
         */
        public Builder localAddress(InetSocketAddress value) {
            localAddress = value;
            return this;
        }

        /**
         * Sets the only peer; default none.
         *
         * @param value an address of the local one's family, or null
         * @return this builder
         */
        public Builder remoteAddress(InetSocketAddress value) {
            remoteAddress = value;
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
        public DatagramOptions build() {
            return new DatagramOptions(localAddress, remoteAddress, sendBuffer, receiveBuffer);
        }
    }
}
