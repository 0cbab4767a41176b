package dev.penstock;

import dev.penstock.buffer.BufferPool;
import dev.penstock.timer.TimerWheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A single-threaded event loop and all the connections on it.
 *
 * <p>{@link #run()} gives it the calling thread, {@link #start()} one of its own, {@link #runOnce()} a single turn. All
 * handlers run on that thread; other threads come in through {@link #execute}. Where a method says nothing about threads, it
 * belongs to the reactor's.
 */
public final class Reactor implements Executor, AutoCloseable {
    /** Most connections closed, or let back in, in one turn: a mass exit must not hold up those who stay. */
    static final int BATCH = 64;

    final TimerWheel wheel;
    final Budget budget;
    final InputStage input;
    final DiscardStage discards;
    final OutputStage output;
    final Gate gate;
    final HalfClose halfClose = new HalfClose(this);
    final CloseStage closer;
    final ListenStage listening = new ListenStage(this);
    final Connector connector = new Connector(this);
    final DatagramStage datagrams = new DatagramStage(this);
    final TaskStage tasks;
    final Deadlines deadlines;
    final ConnectionLimits limits;
    final Shutdown shutdown;
    final EventLog log;
    final Guard guard;
    final SpinDetector spin = new SpinDetector();
    final ReactorCounters counters = new ReactorCounters(spin);

    private final ReactorOptions options;
    private final Selector selector;
    private final BufferPool pool;
    private final PoolTrimmer trimmer;
    private final CompilerTrimmer compilerTrimmer = new CompilerTrimmer(this);
    private final TurnWatch watch;
    private final Consumer<SelectionKey> ready = this::ready; // a method reference in the loop would allocate

    private volatile Thread thread;
    private volatile boolean terminated;
    private boolean turnBegun;
    private long now;
    private long turn;
    private Connection current;
    private int unixNumber;

    private Reactor(ReactorOptions options) throws IOException {
        this.options = options;
        this.watch = new TurnWatch(options.clock());
        this.now = watch.last();
        this.wheel = new TimerWheel(now);
        this.log = new EventLog(options.name(), options.clock());
        this.guard = new Guard(this, options.errorHandler());
        this.pool = new BufferPool(options.maxQueued(), options.readBuffer());
        this.budget = new Budget(pool, options.readBuffer());
        ByteBuffer readBuffer = ByteBuffer.allocateDirect(options.readBuffer());
        this.input = new InputStage(this, pool, budget, readBuffer);
        this.discards = new DiscardStage(this, readBuffer);
        this.output = new OutputStage(this, pool, budget);
        this.gate = new Gate(this, pool, budget);
        this.closer = new CloseStage(this);
        this.deadlines = new Deadlines(this, wheel);
        this.limits = new ConnectionLimits(options.maxConnections(), options.maxConnectionsPerAddress());
        this.shutdown = new Shutdown(this);
        DescriptorWarmUp.run(options.provider());
        this.selector = options.provider().openSelector();
        this.tasks = new TaskStage(this, options.taskQueueCapacity(), selector);
        this.trimmer = new PoolTrimmer(this, pool);
    }

    /**
     * Opens a reactor; nothing runs yet.
     *
     * @param options what it is made with
     * @return the reactor
     * @throws UncheckedIOException if the system has no selector to give
     */
    public static Reactor open(ReactorOptions options) {
        try {
            return new Reactor(options);
        } catch (IOException e) {
            throw new UncheckedIOException("no selector: " + e.getMessage(), e);
        }
    }

    /**
     * Listens, and gives each connection its handler. Any thread. When it returns, peers can connect.
     *
     * @param listenerOptions where, and what holds for the connections
     * @param handlers called once a connection; may return the same handler each time
     * @return the listener
     * @throws ListenException if one of the addresses cannot be bound; then none is
     * @throws IllegalArgumentException if the options do not fit this reactor's budget
     * @throws RejectedExecutionException if the reactor has ended
     */
    public Listener listen(
            ListenerOptions listenerOptions, Function<? super Connection, ? extends ConnectionHandler> handlers)
            throws ListenException {
        if (terminated) throw new RejectedExecutionException("the reactor has ended");
        budget.check(listenerOptions);
        return listening.listen(listenerOptions, handlers);
    }

    /**
     * Connects to a peer. What becomes of it is told from the loop, once: by {@link ConnectionHandler#onOpen}, or by
     * {@code onFailure}; nothing is told of a connect that was called off. Whoever has several addresses for the peer tries
     * the next one in {@code onFailure}. The reactor's thread only, or before it runs; others come in by {@link #execute}.
     *
     * @param remote an internet or Unix address; names are not resolved here, as that blocks
     * @param connectOptions how, and what holds for the connection
     * @param handler what to do with the connection
     * @param onFailure hears why there is none
     * @return calls it off; does nothing once the connection stands or has failed
     * @throws IllegalArgumentException if the options do not fit this reactor's budget
     * @throws RejectedExecutionException if the reactor has ended
     */
    public Cancellable connect(
            SocketAddress remote,
            ConnectOptions connectOptions,
            ConnectionHandler handler,
            Consumer<? super ConnectFailure> onFailure) {
        assert inLoop() : "use execute to connect from another thread";
        if (terminated) throw new RejectedExecutionException("the reactor has ended");
        budget.check(connectOptions);
        return connector.connect(remote, connectOptions, handler, onFailure);
    }

    /**
     * Receives datagrams, and sends them. Any thread. When it returns, the address is bound.
     *
     * @param datagramOptions where, and perhaps to whom only
     * @param handler what to do with them
     * @return where they are sent from
     * @throws ListenException if the address cannot be bound, or the peer not be reached from it
     * @throws RejectedExecutionException if the reactor has ended
     */
    public DatagramEndpoint bindDatagram(DatagramOptions datagramOptions, DatagramHandler handler)
            throws ListenException {
        if (terminated) throw new RejectedExecutionException("the reactor has ended");
        return datagrams.bind(datagramOptions, handler);
    }

    /**
     * Receives datagrams on every address of some hosts, at one port. Any thread. When it returns, all are bound.
     *
     * @param hosts names or addresses, at least one; {@code localhost} means 127.0.0.1 and ::1
     * @param port the same on every address; 0 picks a free one
     * @param datagramOptions how, without any address
     * @param handler what to do with them, wherever they arrive
     * @return an endpoint for each address
     * @throws ListenException if one of the addresses cannot be bound; then none is
     * @throws RejectedExecutionException if the reactor has ended
     */
    public List<DatagramEndpoint> bindDatagrams(
            List<String> hosts, int port, DatagramOptions datagramOptions, DatagramHandler handler)
            throws ListenException {
        if (terminated) throw new RejectedExecutionException("the reactor has ended");
        return datagrams.bind(hosts, port, datagramOptions, handler);
    }

    /**
     * Runs a task on the reactor's thread, after those given before. Any thread.
     *
     * @throws RejectedExecutionException if the queue is full or the reactor has ended; then the task never runs
     */
    @Override
    public void execute(Runnable task) {
        if (!tasks.offer(task, Thread.currentThread() != thread))
            throw new RejectedExecutionException(
                    terminated
                            ? "the reactor has ended"
                            : "the task queue is full; slow down or raise taskQueueCapacity");
    }

    /**
     * Runs a task on the reactor's thread once a time has passed. The reactor's thread only, or before it runs.
     *
     * @param delay from this turn on; not negative
     * @param task what to run
     * @return calls it off
     */
    public Cancellable schedule(Duration delay, Runnable task) {
        assert inLoop() : "use execute to schedule from another thread";
        Limits.requireNotNegative("delay", delay);
        var scheduled = new ScheduledTask(this, task);
        wheel.arm(scheduled, now + Limits.nanos(delay));
        return scheduled;
    }

    /**
     * Starts a thread that runs the loop.
     *
     * @return the thread; it ends when the reactor does
     */
    public Thread start() {
        Thread loop = new Thread(this::run, options.name());
        thread = loop;
        loop.start();
        return loop;
    }

    /** Runs the loop on the calling thread until the reactor has ended. */
    public void run() {
        while (runOnce()) {}
    }

    /**
     * Runs one turn, waiting for something to happen.
     *
     * @return false when the reactor has ended
     */
    public boolean runOnce() {
        return runOnce(Long.MAX_VALUE);
    }

    /**
     * Runs one turn.
     *
     * @param mostWait how long it may wait for something to happen; zero does not wait
     * @return false when the reactor has ended
     */
    public boolean runOnce(Duration mostWait) {
        return runOnce(Limits.nanos(mostWait));
    }

    private boolean runOnce(long mostWaitNanos) {
        if (terminated) return false;
        if (thread != Thread.currentThread()) thread = Thread.currentThread();
        if (turn == 0) NativeHeap.prepare();

        try {
            select(mostWaitNanos); //   1 wait, 2 read the clock, 3 ready keys: accept, read, write
            runTasks(); //              4 tasks from other threads
            advanceTimers(); //         5 timers that are due
            closeMarked(); //           6 connections marked so far
            settleTouched(); //         7 one write for each connection that was written to
            endTurn(mostWaitNanos == Long.MAX_VALUE);
        } catch (Throwable failure) {
            guard.report(null, failure); // each step guards what it calls; this is for what nobody thought of
        }
        if (!shutdown.isOver()) return true;
        terminate();
        return false;
    }

    private void select(long mostWaitNanos) {
        turnBegun = false;
        try {
            boolean isBusy = shutdown.isUrgent()
                    || !tasks.isEmpty()
                    || closer.hasMarked()
                    || discards.hasWaiting()
                    || output.hasTouched();
            long wait = isBusy ? 0 : Math.min(mostWaitNanos, wheel.nanosToNext(watch.last()));
            // A timeout of 0 would wait for ever, and one that is rounded down would wake too early and spin.
            if (wait <= 0) selector.selectNow(ready);
            else if (wait == Long.MAX_VALUE) selector.select(ready);
            else selector.select(ready, (wait + 999_999) / 1_000_000);
        } catch (IOException e) {
            guard.report(null, e);
        }
        tasks.woken();
        if (!turnBegun) {
            beginTurn();
            clearInterrupt();
        }
    }

    private void beginTurn() {
        turnBegun = true;
        now = watch.begin();
        turn++;
        counters.addTurn();
    }

    /** An interrupt makes every wait return at once; it is no way to end a reactor. */
    private void clearInterrupt() {
        if (Thread.interrupted()) counters.add(Metric.INTERRUPTS, 1);
    }

    private void ready(SelectionKey key) {
        if (!turnBegun) beginTurn();
        if (key.attachment() instanceof Connection connection) {
            ready(connection);
        } else {
            var owner = (KeyOwner) key.attachment();
            guard.ready(owner);
            watch.lap(owner.work());
        }
    }

    private void ready(Connection connection) {
        long before = spin.progress();
        current = connection;
        guard.ready(connection);
        current = null;
        guard.settle(connection);
        if (spin.isHunting() && spin.progress() == before) connection.abort(CloseReason.HANDLER_FAILED);
        watch.lap(connection);
    }

    void handle(Connection connection) {
        if (!connection.key.isValid()) return; // closed earlier in this very round
        int ops = connection.key.readyOps();
        if ((ops & SelectionKey.OP_WRITE) != 0 && !connection.aborting) output.flush(connection);
        if ((ops & SelectionKey.OP_READ) != 0 && !connection.aborting) input.readable(connection);
    }

    private void runTasks() {
        shutdown.beginIfRequested();
        if (tasks.run() > 0) watch.lap("tasks");
    }

    private void advanceTimers() {
        int fired = wheel.advance(now);
        if (fired == 0) return;
        counters.add(Metric.TIMERS, fired);
        watch.lap("timers");
    }

    private void closeMarked() {
        if (discards.readWaiting() + closer.closeMarked() > 0) watch.lap("closing");
    }

    private void settleTouched() {
        if (output.settleTouched() > 0) watch.lap("flush");
    }

    private void endTurn(boolean waited) {
        watch.end();
        trimmer.ensure();
        // A turn that was given a limit may well end for that and find nothing; it is no sign.
        if (!waited || !spin.turnEnded()) return;
        counters.add(Metric.SPINS, 1);
        log.spinning(SpinDetector.SPIN_TURNS);
    }

    /** A connection stands and is registered: its handler takes over. */
    void opened(Connection connection, Function<? super Connection, ? extends ConnectionHandler> handlers) {
        counters.add(connection.isOutgoing ? Metric.CONNECTED : Metric.ACCEPTED, 1);
        compilerTrimmer.opened();
        closer.opened(connection);
        log.opened(connection);
        guard.open(connection, handlers);
        deadlines.ensure(connection);
        if (shutdown.hasBegun()) shutdown.stopReading(connection);
    }

    /**
     * Ends the reactor in order: stop accepting, after taking what the backlog holds; receive no more datagrams than have
     * arrived; give up connecting; read no more; answer what was read; deliver; at the deadline force what is left. Any thread. A second call can only bring the deadline nearer.
     *
     * @param deadline how long all of that may take
     * @return completed with the report when the reactor has ended
     */
    public CompletableFuture<ShutdownReport> shutdown(Duration deadline) {
        Limits.requireNotNegative("deadline", deadline);
        shutdown.request(options.clock().nanoTime() + Limits.nanos(deadline));
        if (!inLoop()) selector.wakeup();
        return shutdown.report();
    }

    /**
     * Ends the reactor within its drain timeout, and waits for that; somebody must be running the loop, and nobody may call this
     * from a handler. A reactor that never ran is run here.
     */
    @Override
    public void close() {
        CompletableFuture<ShutdownReport> report = shutdown(options.drainTimeout());
        if (thread == null || inLoop()) run();
        report.join();
    }

    boolean hasEnded() {
        return terminated;
    }

    private void terminate() {
        tasks.close();
        closer.abortAll(CloseReason.SHUTDOWN);
        while (closer.hasMarked()) closer.closeMarked();
        terminated = true;
        connector.giveUp(); // whoever is told and tries again is refused now
        datagrams.closeAll();
        while (tasks.runPutOff() > 0) {}
        try {
            selector.close(); // deregisters what was closed, which frees its descriptors
        } catch (IOException e) {
            guard.report(null, e);
        }
        pool.close();
        shutdown.complete();
    }

    /**
     * Whether the caller is the reactor's thread, or the reactor has none yet.
     *
     * @return whether it may touch connections
     */
    public boolean inLoop() {
        Thread owner = thread;
        return owner == null || owner == Thread.currentThread();
    }

    /**
     * What it was made with. Any thread.
     *
     * @return the options
     */
    public ReactorOptions options() {
        return options;
    }

    /**
     * Its counts. Any thread.
     *
     * @return the counts of this moment
     */
    public ReactorSnapshot snapshot() {
        return counters.snapshot(pool.used(), watch.longest());
    }

    /** Forgets the longest turn so far, so that the next snapshot tells of the time since. */
    public void resetLongestTurn() {
        watch.reset();
    }

    // What the stages share.

    /** The turn's time: all of a turn happens at this moment. */
    long now() {
        return now;
    }

    /** The turn's number. */
    long turn() {
        return turn;
    }

    /** Whose event is under way, or null. */
    Connection current() {
        return current;
    }

    int nextUnixNumber() {
        return ++unixNumber;
    }

    SelectionKey register(SelectableChannel channel, int ops, Object attachment) throws IOException {
        return channel.register(selector, ops, attachment);
    }

    /** A connection has ended: its descriptor is free for whoever waits for one. */
    void left(Connection connection) {
        if (!connection.isOutgoing) limits.left(connection.remoteAddress);
        descriptorFreed();
    }

    void descriptorFreed() {
        listening.retryAccepting();
    }
}
