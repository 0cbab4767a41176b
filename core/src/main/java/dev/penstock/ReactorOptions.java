package dev.penstock;

import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.Objects;

/**
 * What a reactor as a whole is made with.
 *
 * @param name the reactor's thread name, and its name in the log
 * @param provider where selectors and channels come from
 * @param clock where the time comes from
 * @param errorHandler hears of every contained failure
 * @param maxQueued the budget: most bytes of buffers, in and out, over all connections; 0 is {@link #defaultMaxQueued()}
 * @param readBuffer size of the one buffer that all connections are read through, and the most that one read takes
 * @param maxConnections most connections at once, in either direction, lingering ones and those on their way included; 0 is
 *     what the descriptor limit allows
 * @param maxConnectionsPerAddress most from one address (one /64 for IPv6); 0 is no limit. Unix peers are exempt
 * @param taskQueueCapacity most tasks that wait
 * @param drainTimeout how long {@link Reactor#close()} lets connections finish
 */
public record ReactorOptions(
        String name,
        SelectorProvider provider,
        NanoClock clock,
        ErrorHandler errorHandler,
        long maxQueued,
        int readBuffer,
        int maxConnections,
        int maxConnectionsPerAddress,
        int taskQueueCapacity,
        Duration drainTimeout) {
    /** 256 MiB: two hundred peers stuck at a limit of 1 MiB each, on a machine that has a gigabyte to give. */
    public static final long DEFAULT_MAX_QUEUED = 256L << 20;

    /**
     * Checks the values; the components say what they mean.
     *
     * @param name the component
     * @param provider the component
     * @param clock the component
     * @param errorHandler the component
     * @param maxQueued the component
     * @param readBuffer the component
     * @param maxConnections the component
     * @param maxConnectionsPerAddress the component
     * @param taskQueueCapacity the component
     * @param drainTimeout the component
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ReactorOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(errorHandler, "errorHandler");
        if (maxQueued == 0) maxQueued = defaultMaxQueued();
        Limits.requireBetween("readBuffer", readBuffer, 1 << 10, 1 << 20);
        if (Integer.bitCount(readBuffer) != 1)
            throw new IllegalArgumentException("readBuffer must be a power of two, not " + readBuffer);
        // Sixteen reads: below, the reserve for bytes already read would be most of the budget.
        Limits.requireBetween("maxQueued", maxQueued, 16L * readBuffer, ProcessLimits.maxDirectMemory());
        if (maxConnections == 0) maxConnections = ProcessLimits.maxConnections();
        Limits.requireBetween("maxConnections", maxConnections, 1, Integer.MAX_VALUE);
        Limits.requireBetween("maxConnectionsPerAddress", maxConnectionsPerAddress, 0, Integer.MAX_VALUE);
        Limits.requireBetween("taskQueueCapacity", taskQueueCapacity, 2, 1 << 24);
        Limits.requireNotNegative("drainTimeout", drainTimeout);
    }

    /**
     * The default budget: {@link #DEFAULT_MAX_QUEUED}, or half of the direct memory that the JVM may take if that is less, so
     * that the other half remains for whoever shares the process.
     *
     * @return bytes
     */
    public static long defaultMaxQueued() {
        return Math.min(DEFAULT_MAX_QUEUED, ProcessLimits.maxDirectMemory() / 2);
    }

    /**
     * Options with every default.
     *
     * @return the options
     */
    public static ReactorOptions defaults() {
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

    /** Makes {@link ReactorOptions}; each method sets the component of its name. */
    public static final class Builder {
        private String name = "penstock";
        private SelectorProvider provider = SelectorProvider.provider();
        private NanoClock clock = System::nanoTime;
        private ErrorHandler errorHandler;
        private long maxQueued;
        private int readBuffer = 64 << 10;
        private int maxConnections;
        private int maxConnectionsPerAddress;
        private int taskQueueCapacity = 16 << 10;
        private Duration drainTimeout = Duration.ofSeconds(10);

        private Builder() {}

        /**
         * Names the reactor; default {@code penstock}.
         *
         * @param value the name
         * @return this builder
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Replaces the network; default the JDK's.
         *
         * @param value the provider
         * @return this builder
         */
        public Builder provider(SelectorProvider value) {
            provider = value;
            return this;
        }

        /**
         * Replaces the clock; default {@link System#nanoTime()}.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(NanoClock value) {
            clock = value;
            return this;
        }

        /**
         * Replaces the error handler; the default logs, peers that went away at debug level, all else as a warning.
         *
         * @param value the handler
         * @return this builder
         */
        public Builder errorHandler(ErrorHandler value) {
            errorHandler = value;
            return this;
        }

        /**
         * Sets the budget.
         *
         * @param bytes at least sixteen times the read buffer and at most the JVM's direct memory; 0 for the default
         * @return this builder
         */
        public Builder maxQueued(long bytes) {
            maxQueued = bytes;
            return this;
        }

        /**
         * Sets the read buffer; default 64 KiB, where a loopback read is at its best rate.
         *
         * @param bytes a power of two, 1 KiB to 1 MiB
         * @return this builder
         */
        public Builder readBuffer(int bytes) {
            readBuffer = bytes;
            return this;
        }

        /**
         * Sets the most connections; default the process's descriptor limit less a reserve.
         *
         * @param value at least 1; 0 for the default
         * @return this builder
         */
        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        /**
         * Sets the most connections from one address; default 0, unlimited.
         *
         * @param value at least 0
         * @return this builder
         */
        public Builder maxConnectionsPerAddress(int value) {
            maxConnectionsPerAddress = value;
            return this;
        }

        /**
         * Sets how many tasks may wait; default 16,384.
         *
         * @param value 2 to 16,777,216; rounded up to a power of two
         * @return this builder
         */
        public Builder taskQueueCapacity(int value) {
            taskQueueCapacity = value;
            return this;
        }

        /**
         * Sets how long {@link Reactor#close()} lets connections finish; default 10 seconds.
         *
         * @param value zero or more
         * @return this builder
         */
        public Builder drainTimeout(Duration value) {
            drainTimeout = value;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a value is out of its range
         */
        public ReactorOptions build() {
            return new ReactorOptions(
                    name,
                    provider,
                    clock,
                    errorHandler != null ? errorHandler : new EventLog(name, clock),
                    maxQueued,
                    readBuffer,
                    maxConnections,
                    maxConnectionsPerAddress,
                    taskQueueCapacity,
                    drainTimeout);
        }
    }
}
