package dev.penstock;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The system's own network behind a selector that counts its wakeups and, when told to, tells nothing or too much, fails, or
 * takes nobody.
 */
final class WatchedNetwork extends SystemNetwork {
    final AtomicInteger wakeups = new AtomicInteger();
    /** No key is ready any more, whatever happens to its socket. */
    volatile boolean isBlind;
    /** What the registration of a peer fails with, or null. */
    volatile Error registrationFailure;

    /** What the next wait fails with, or null. */
    volatile IOException waitFailure;
    /** A key that is said to be ready at once, again and again, or null. */
    volatile SelectionKey restless;

    @Override
    public AbstractSelector openSelector() throws IOException {
        return new Watched(super.openSelector());
    }

    private final class Watched extends AbstractSelector {
        private final Selector inner;

        Watched(Selector inner) {
            super(WatchedNetwork.this);
            this.inner = inner;
        }

        @Override
        protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
            if (!(channel instanceof ServerSocketChannel) && registrationFailure != null) throw registrationFailure;
            try {
                return channel.register(inner, ops, attachment);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private void failIfTold() throws IOException {
            IOException failure = waitFailure;
            waitFailure = null;
            if (failure != null) throw failure;
        }

        private Consumer<SelectionKey> seen(Consumer<SelectionKey> action) {
            return isBlind ? key -> {} : action;
        }

        @Override
        public int selectNow(Consumer<SelectionKey> action) throws IOException {
            failIfTold();
            return inner.selectNow(seen(action));
        }

        @Override
        public int select(Consumer<SelectionKey> action, long timeout) throws IOException {
            failIfTold();
            return inner.select(seen(action), timeout);
        }

        @Override
        public int select(Consumer<SelectionKey> action) throws IOException {
            failIfTold();
            if (restless == null) return inner.select(seen(action));
            action.accept(restless);
            return inner.selectNow(action);
        }

        @Override
        public Selector wakeup() {
            wakeups.incrementAndGet();
            inner.wakeup();
            return this;
        }

        @Override
        protected void implCloseSelector() throws IOException {
            inner.close();
        }

        @Override
        public Set<SelectionKey> keys() {
            return inner.keys();
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return inner.selectedKeys();
        }

        @Override
        public int selectNow() throws IOException {
            return inner.selectNow();
        }

        @Override
        public int select(long timeout) throws IOException {
            return inner.select(timeout);
        }

        @Override
        public int select() throws IOException {
            return inner.select();
        }
    }
}
