package dev.penstock;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A network on which nothing ever arrives: its selector waits for a wakeup alone, and says when that can't come any more. A
 * reactor on it costs some microseconds and no descriptor, so that there can be a new one for each of many thousand races a second.
 */
final class StillNetwork extends SelectorProvider {
    /** Whoever might wake the loop has done all that it ever will. */
    volatile boolean isAbandoned;
    /** The loop waits, and nobody will wake it. */
    volatile boolean sleepsForEver;
    /** Something was reported to the error handler, or two threads were in the selector at once. */
    volatile boolean hasFailed;

    volatile long nanos;

    /** A reactor, small. */
    Reactor open() {
        return Reactor.open(ReactorOptions.builder()
                .provider(this)
                .clock(() -> nanos)
                .errorHandler((connection, failure) -> hasFailed = true)
                .readBuffer(1 << 10)
                .maxQueued(64 << 10)
                .maxConnections(1)
                .taskQueueCapacity(4)
                .build());
    }

    /** Runs the loop until it has ended, or would never. */
    void run(Reactor reactor) {
        while (reactor.runOnce() && !sleepsForEver) {}
    }

    /** Whether nothing has gone wrong. To be asked when the loop had something to wait for, and so may not sleep for ever. */
    boolean isWell() {
        return !sleepsForEver && !hasFailed;
    }

    @Override
    public AbstractSelector openSelector() {
        return new StillSelector();
    }

    private final class StillSelector extends AbstractSelector {
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean isWoken;

        StillSelector() {
            super(StillNetwork.this);
        }

        @Override
        public Selector wakeup() {
            isWoken = true;
            return this;
        }

        @Override
        public int select(Consumer<SelectionKey> action) {
            enter();
            while (!isWoken && !sleepsForEver) {
                // In this order: whoever is done has woken it before.
                if (isAbandoned && !isWoken) sleepsForEver = true;
                Thread.yield();
            }
            return leave();
        }

        @Override
        public int selectNow(Consumer<SelectionKey> action) {
            enter();
            return leave();
        }

        private void enter() {
            if (inside.incrementAndGet() > 1) hasFailed = true;
            if (!isOpen()) throw new ClosedSelectorException();
        }

        private int leave() {
            isWoken = false;
            inside.decrementAndGet();
            return 0;
        }

        @Override
        protected void implCloseSelector() {
            if (inside.get() > 0) hasFailed = true;
        }

        @Override
        public int select(Consumer<SelectionKey> action, long timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SelectionKey> keys() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int selectNow() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int select(long timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int select() {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pipe openPipe() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel openSocketChannel() {
        throw new UnsupportedOperationException();
    }
}
