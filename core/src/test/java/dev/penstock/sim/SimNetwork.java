package dev.penstock.sim;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * A network in which nothing is left to chance but to its dice: the provider of simulated selectors and channels, the clock,
 * and all that is to happen. Waiting in a select is what makes time pass.
 *
 * <p>Owned by one thread. Another may act only while that one waits for it.
 */
public final class SimNetwork extends SelectorProvider {
    /** Selects in a row in which nothing moves: more is no loop that waits. */
    private static final int MOST_IDLE_SELECTS = 128;

    /** Calls between one select and the next: more is no turn that ends. */
    private static final int MOST_CALLS_A_TURN = 100_000;

    private final Dice dice;
    private final Weather weather;
    private final VirtualClock clock;
    private final Trace trace;
    private final EventQueue events = new EventQueue();
    private final EventQueue interruptions = new EventQueue();
    private final Ports ports = new Ports(this);
    private final List<SimSelector> selectors = new ArrayList<>();
    private boolean isInterrupting;
    private int descriptors;
    private int descriptorLimit = Integer.MAX_VALUE;
    private int sockets;
    private int keys;
    private long operations;
    private long failAt = -1;
    private long progress;
    private long progressAtSelect = -1;
    private int idleSelects;
    private int callsThisTurn;
    private Error failure;

    public SimNetwork(long seed, Weather weather) {
        this.dice = new Dice(seed);
        this.weather = weather;
        this.clock = new VirtualClock(Long.MAX_VALUE - (dice.next() >>> 30));
        this.trace = new Trace(clock);
    }

    public VirtualClock clock() {
        return clock;
    }

    public Trace trace() {
        return trace;
    }

    // What is to happen.

    /** Plans something for a moment, which comes while somebody waits. */
    public void at(long elapsed, Runnable action) {
        events.add(elapsed, action);
    }

    /** Plans something for some time from now. */
    public void in(long nanos, Runnable action) {
        events.add(clock.elapsed() + nanos, action);
    }

    /** Plans something that another thread does: it may come at any moment, also in the middle of a turn. */
    public void interruptAt(long elapsed, Runnable action) {
        interruptions.add(elapsed, action);
    }

    long nextAt() {
        return Math.min(events.nextAt(), interruptions.nextAt());
    }

    /** Has everything happen that is due. */
    void runDue() {
        interrupt();
        while (events.nextAt() <= clock.elapsed()) events.runNext();
    }

    private void interrupt() {
        if (isInterrupting) return;
        isInterrupting = true;
        while (interruptions.nextAt() <= clock.elapsed()) interruptions.runNext();
        isInterrupting = false;
    }

    /** Lets time pass while nobody selects. */
    public void pass(long nanos) {
        long until = clock.elapsed() + nanos;
        for (long next; (next = nextAt()) <= until; ) {
            clock.advanceTo(next);
            runDue();
        }
        clock.advanceTo(until);
    }

    /** Events that have happened, and calls that were made. */
    public long eventCount() {
        return events.count() + interruptions.count() + operations;
    }

    // What calls cost, and how they fail.

    /** Makes the n-th call from now on fail, counted from 1. */
    public void failAt(long n) {
        failAt = operations + n;
    }

    public long operations() {
        return operations;
    }

    /** One call of the program's. It takes its time, other threads go on meanwhile, and it may be the one that fails. */
    void operation(Operation kind, int who) throws IOException {
        operations++;
        if (++callsThisTurn > MOST_CALLS_A_TURN) fail("livelock: " + callsThisTurn + " calls without a select");
        clock.advance(weather.operationCost());
        interrupt();
        if (operations != failAt) return;
        trace.add("fails " + kind, who, operations);
        throw new IOException("injected failure of " + kind);
    }

    /** Something moved. */
    void progressed() {
        progress++;
    }

    /** A select ends. A loop that is woken again and again while nothing moves is found out here. */
    void selected(boolean hasWaited) {
        callsThisTurn = 0;
        if (hasWaited || progress != progressAtSelect) idleSelects = 0;
        else if (++idleSelects > MOST_IDLE_SELECTS)
            fail("livelock: " + idleSelects + " selects in a row in which nothing moved");
        progressAtSelect = progress;
    }

    /** Remembers the first failure: the program under test may well catch what is thrown. */
    void fail(String what) {
        var found = new SimulationFailure(what + ", at " + clock.elapsed() / 1_000_000 + " ms");
        if (failure == null) failure = found;
        throw found;
    }

    /** What the network itself has found wrong, or null. */
    public Error failure() {
        return failure;
    }

    // What the network draws.

    Weather weather() {
        return weather;
    }

    Dice dice() {
        return dice;
    }

    long delay() {
        return weather.delay(dice);
    }

    boolean isSplit() {
        return dice.chance(weather.split());
    }

    boolean doesResetDestroy() {
        return dice.chance(weather.resetDestroys());
    }

    int nextSocketNumber() {
        return ++sockets;
    }

    int nextKeyNumber() {
        return ++keys;
    }

    // Descriptors.

    public void descriptorLimit(int most) {
        descriptorLimit = most;
    }

    /** Whether there is none left. */
    boolean isDry() {
        return descriptors >= descriptorLimit;
    }

    /** Those that are taken. */
    public int descriptors() {
        return descriptors;
    }

    void takeDescriptor() throws IOException {
        if (descriptors >= descriptorLimit) throw new SocketException("Too many open files");
        descriptors++;
    }

    void freeDescriptor() {
        descriptors--;
    }

    Ports ports() {
        return ports;
    }

    /** A peer's socket on its way to a server; its watcher is told when it stands, or never will. */
    public SimSocket connect(InetSocketAddress local, InetSocketAddress remote) {
        return ports.connect(local, remote);
    }

    // The provider.

    @Override
    public AbstractSelector openSelector() throws IOException {
        operation(Operation.OPEN, 0);
        var selector = new SimSelector(this);
        selectors.add(selector);
        return selector;
    }

    void closed(SimSelector selector) {
        selectors.remove(selector);
    }

    /** Keys registered with selectors that are open. */
    public int keyCount() {
        int count = 0;
        for (SimSelector selector : selectors) count += selector.size();
        return count;
    }

    @Override
    public SimServerSocketChannel openServerSocketChannel() throws IOException {
        operation(Operation.OPEN, 0);
        takeDescriptor();
        return new SimServerSocketChannel(this);
    }

    @Override
    public SimServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        requireInternet(family);
        return openServerSocketChannel();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        operation(Operation.OPEN, 0);
        takeDescriptor();
        return new SimSocketChannel(this, null);
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        requireInternet(family);
        return openSocketChannel();
    }

    private static void requireInternet(ProtocolFamily family) {
        if (family != StandardProtocolFamily.INET && family != StandardProtocolFamily.INET6)
            throw new UnsupportedOperationException("only internet sockets are simulated");
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw new UnsupportedOperationException("datagrams are not simulated");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        throw new UnsupportedOperationException("datagrams are not simulated");
    }

    @Override
    public Pipe openPipe() {
        throw new UnsupportedOperationException("pipes are not simulated");
    }
}
