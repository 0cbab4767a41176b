package dev.penstock.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A selector whose waiting is what makes time pass: it moves the clock to the next event, or to its timeout.
 *
 * <p>It looks only at keys about which something has changed since they were last found not ready, so thousands that are idle
 * cost nothing.
 */
final class SimSelector extends AbstractSelector {
    private static final long FOR_EVER = -1;

    private final SimNetwork network;
    private final List<SimKey> keys = new ArrayList<>();
    private final List<SimKey> candidates = new ArrayList<>();
    private final List<SimKey> round = new ArrayList<>();
    private final Set<SelectionKey> selected = new LinkedHashSet<>();
    private volatile boolean isWoken;
    private boolean inSelect;

    SimSelector(SimNetwork network) {
        super(network);
        this.network = network;
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        if (!(channel instanceof SimChannel simulated)) throw new IllegalSelectorException();
        ensureOpen();
        try {
            network.operation(Operation.REGISTER, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var key = new SimKey(this, channel, network.nextKeyNumber());
        key.attach(attachment);
        key.index = keys.size();
        keys.add(key);
        simulated.watch(key);
        key.interestOps(ops);
        return key;
    }

    void mayBeReady(SimKey key) {
        if (key.isCandidate || key.index < 0) return;
        key.isCandidate = true;
        candidates.add(key);
    }

    private int doSelect(Consumer<SelectionKey> action, long timeout) throws IOException {
        ensureOpen();
        if (inSelect) throw new IllegalStateException("select in progress");
        inSelect = true;
        try {
            network.operation(Operation.SELECT, 0);
            deregisterCancelled();
            long before = network.clock().elapsed();
            await(timeout);
            network.selected(network.clock().elapsed() != before);
            deregisterCancelled();
            return report(action);
        } finally {
            inSelect = false;
        }
    }

    /** Waits until a key is ready, somebody wakes it, or the time is over. */
    private void await(long timeout) {
        long deadline = timeout == FOR_EVER ? EventQueue.NEVER : network.clock().elapsed() + timeout;
        network.runDue();
        findReady();
        while (round.isEmpty() && !isWoken && network.clock().elapsed() < deadline) {
            if (Thread.currentThread().isInterrupted()) break;
            long next = Math.min(deadline, network.nextAt());
            if (next == EventQueue.NEVER) network.fail("stalled: a select that nothing will ever end");
            network.clock().advanceTo(next);
            network.runDue();
            findReady();
            if (network.dice().chance(network.weather().spuriousReturn())) break;
        }
        isWoken = false;
    }

    private void findReady() {
        round.clear();
        int kept = 0;
        for (int i = 0; i < candidates.size(); i++) {
            SimKey key = candidates.get(i);
            int ops = key.isValid() ? key.simulated().readyOps() & key.interest() : 0;
            if (ops == 0) {
                key.isCandidate = false;
                continue;
            }
            key.found = ops;
            candidates.set(kept++, key);
            round.add(key);
        }
        if (kept < candidates.size())
            candidates.subList(kept, candidates.size()).clear();
        if (!keys.isEmpty() && network.dice().chance(network.weather().spuriousReady())) addSpurious();
        if (round.size() > 1 && network.weather().shuffled()) shuffle();
    }

    private void addSpurious() {
        SimKey key = keys.get(network.dice().below(keys.size()));
        int ops = key.interest() & ~SelectionKey.OP_CONNECT;
        if (key.isCandidate || ops == 0 || !key.isValid()) return;
        key.found = ops;
        round.add(key);
    }

    private void shuffle() {
        for (int i = round.size() - 1; i > 0; i--)
            Collections.swap(round, i, network.dice().below(i + 1));
    }

    private int report(Consumer<SelectionKey> action) {
        int updated = 0;
        for (int i = 0; i < round.size(); i++) {
            SimKey key = round.get(i);
            int ops = key.found & key.interest(); // an earlier one of this round may have changed its interest
            if (key.index < 0) continue;
            if (action == null) {
                if (select(key, ops)) updated++;
            } else if (ops != 0) {
                key.ready(ops);
                updated++;
                action.accept(key);
                ensureOpen();
            }
        }
        return updated;
    }

    /** The older way: keys gather in a set until the program takes them out. */
    private boolean select(SimKey key, int ops) {
        if (!selected.contains(key)) {
            key.ready(ops);
            return ops != 0 && selected.add(key);
        }
        boolean isNews = (ops & ~key.ready()) != 0;
        key.ready(key.ready() | ops);
        return isNews;
    }

    /** The set of cancelled keys has no order of its own. */
    private void deregisterCancelled() throws IOException {
        Set<SelectionKey> cancelled = cancelledKeys();
        synchronized (cancelled) {
            if (cancelled.isEmpty()) return;
            List<SimKey> inOrder = new ArrayList<>();
            for (SelectionKey key : cancelled) inOrder.add((SimKey) key);
            inOrder.sort(Comparator.comparingInt(key -> key.number));
            for (SimKey key : inOrder) {
                cancelled.remove(key);
                forget(key);
            }
        }
    }

    /** Closing a registered channel is done in earnest only here. */
    private void forget(SimKey key) throws IOException {
        SimKey last = keys.remove(keys.size() - 1);
        if (last != key) {
            keys.set(key.index, last);
            last.index = key.index;
        }
        key.index = -1;
        selected.remove(key);
        deregister(key);
        if (!key.channel().isOpen() && !key.channel().isRegistered())
            key.simulated().kill();
    }

    @Override
    protected void implCloseSelector() throws IOException {
        wakeup();
        while (!keys.isEmpty()) forget(keys.get(keys.size() - 1));
        network.closed(this);
    }

    private void ensureOpen() {
        if (!isOpen()) throw new ClosedSelectorException();
    }

    @Override
    public Selector wakeup() {
        isWoken = true;
        return this;
    }

    @Override
    public int selectNow(Consumer<SelectionKey> action) throws IOException {
        return doSelect(Objects.requireNonNull(action), 0);
    }

    @Override
    public int select(Consumer<SelectionKey> action, long timeoutMillis) throws IOException {
        return doSelect(Objects.requireNonNull(action), nanos(timeoutMillis));
    }

    @Override
    public int select(Consumer<SelectionKey> action) throws IOException {
        return doSelect(Objects.requireNonNull(action), FOR_EVER);
    }

    @Override
    public int selectNow() throws IOException {
        return doSelect(null, 0);
    }

    @Override
    public int select(long timeoutMillis) throws IOException {
        return doSelect(null, nanos(timeoutMillis));
    }

    @Override
    public int select() throws IOException {
        return doSelect(null, FOR_EVER);
    }

    private static long nanos(long timeoutMillis) {
        if (timeoutMillis < 0) throw new IllegalArgumentException("Negative timeout");
        return timeoutMillis == 0 ? FOR_EVER : Math.min(timeoutMillis, 1L << 40) * 1_000_000;
    }

    @Override
    public Set<SelectionKey> keys() {
        ensureOpen();
        return Collections.unmodifiableSet(new LinkedHashSet<>(keys));
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        ensureOpen();
        return selected;
    }

    /** Keys that are registered, cancelled ones included. */
    int size() {
        return keys.size();
    }
}
