package dev.penstock;

import dev.penstock.buffer.BufferPool;
import dev.penstock.timer.TimerWheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
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
    // What it is made of; what a turn does with it, and in which order, is in the loop.
    final EventLoop loop;
    final TimerWheel wheel;
    final Budget budget;
    final InputStage input;
    final DiscardStage discards;
    final OutputStage output;
    final SettleStage settler;
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
    private final BufferPool pool;
    private final CompilerTrimmer compilerTrimmer = new CompilerTrimmer(this);
    private final TurnWatch watch;
    private final Object running = new Object(); // held by whoever runs turns: two may close a reactor that never ran
    private int unixNumber;

    private Reactor(ReactorOptions options) throws IOException {
        this.options = options;
        this.watch = new TurnWatch(options.clock());
        this.wheel = new TimerWheel(watch.last());
        this.log = new EventLog(options.name(), options.clock());
        this.guard = new Guard(this, options.errorHandler());
        this.pool = new BufferPool(options.maxQueued(), options.readBuffer());
        this.budget = new Budget(pool, options.readBuffer());
        ByteBuffer readBuffer = ByteBuffer.allocateDirect(options.readBuffer());
        this.input = new InputStage(this, pool, budget, readBuffer);
        this.discards = new DiscardStage(this, readBuffer);
        this.output = new OutputStage(this, pool, budget);
        this.settler = new SettleStage(this, budget);
        this.gate = new Gate(this, pool, budget);
        this.closer = new CloseStage(this);
        this.deadlines = new Deadlines(this, wheel);
        this.limits = new ConnectionLimits(options.maxConnections(), options.maxConnectionsPerAddress());
        this.shutdown = new Shutdown(this);
        DescriptorWarmUp.run(options.provider());
        Selector selector = options.provider().openSelector();
        this.tasks = new TaskStage(this, options.taskQueueCapacity(), selector);
        this.loop = new EventLoop(this, selector, watch, pool);
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
        requireRunning();
        budget.check(listenerOptions.connection());
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
        requireRunning();
        budget.check(connectOptions.connection());
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
        requireRunning();
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
        requireRunning();
        return datagrams.bind(hosts, port, datagramOptions, handler);
    }

    /**
     * Runs a task on the reactor's thread, after those given before. Any thread.
     *
     * @throws RejectedExecutionException if the queue is full or the reactor has ended; then the task never runs
     */
    @Override
    public void execute(Runnable task) {
        if (!tasks.offer(task))
            throw new RejectedExecutionException(
                    tasks.isClosed()
                            ? "the reactor has ended"
                            : "the task queue is full; slow down or raise taskQueueCapacity");
    }

    /** As {@link #execute}, of what the reactor's end does in any case: who comes too late need not know. */
    void executeUnlessEnded(Runnable task) {
        try {
            execute(task);
        } catch (RejectedExecutionException e) {
            if (!tasks.isClosed()) throw e;
        }
    }

    /**
     * Runs a task on the reactor's thread once a time has passed. The reactor's thread only, or before it runs.
     *
     * @param delay from this turn on; not negative
     * @param task what to run
     * @return calls it off
     * @throws IllegalArgumentException if the delay is negative
     */
    public Cancellable schedule(Duration delay, Runnable task) {
        assert inLoop() : "use execute to schedule from another thread";
        Limits.requireNotNegative("delay", delay);
        var scheduled = new ScheduledTask(this, task);
        wheel.arm(scheduled, loop.now() + Limits.nanos(delay));
        return scheduled;
    }

    /**
     * Starts a thread that runs the loop. Once, and where nobody else runs it.
     *
     * @return the thread; it ends when the reactor does
     */
    public Thread start() {
        Thread thread = new Thread(this::run, options.name());
        loop.belongTo(thread);
        thread.start();
        return thread;
    }

    /** Runs the loop on the calling thread until the reactor has ended. */
    public void run() {
        synchronized (running) {
            while (loop.runOnce(EventLoop.UNLIMITED)) {}
        }
    }

    /**
     * Runs one turn, waiting for something to happen.
     *
     * @return false when the reactor has ended
     */
    public boolean runOnce() {
        synchronized (running) {
            return loop.runOnce(EventLoop.UNLIMITED);
        }
    }

    /**
     * Runs one turn.
     *
     * @param mostWait how long it may wait for something to happen; zero, or less, does not wait
     * @return false when the reactor has ended
     */
    public boolean runOnce(Duration mostWait) {
        long nanos = Limits.nanos(mostWait);
        synchronized (running) {
            return loop.runOnce(nanos);
        }
    }

    /**
     * Ends the reactor in order: stop accepting, after taking what the backlog holds; receive no more datagrams than have
     * arrived; give up connecting; read no more; answer what was read; deliver; at the deadline force what is left. A second
     * call can only bring the deadline nearer. Any thread.
     *
     * @param deadline how long all of that may take; not negative
     * @return completed with the report when the reactor has ended
     * @throws IllegalArgumentException if the deadline is negative
     */
    public CompletableFuture<ShutdownReport> shutdown(Duration deadline) {
        Limits.requireNotNegative("deadline", deadline);
        shutdown.request(options.clock().nanoTime() + Limits.nanos(deadline));
        if (!inLoop()) loop.wakeUp();
        return shutdown.report();
    }

    /**
     * Ends the reactor within its drain timeout, and waits for that; somebody must be running the loop, and nobody may call this
     * from a handler. A reactor that never ran is run here.
     */
    @Override
    public void close() {
        CompletableFuture<ShutdownReport> report = shutdown(options.drainTimeout());
        if (inLoop()) run();
        report.join();
    }

    /**
     * Whether the caller is the reactor's thread, or the reactor has none yet.
     *
     * @return whether it may touch connections
     */
    public boolean inLoop() {
        Thread owner = loop.thread();
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

    private void requireRunning() {
        if (hasEnded()) throw new RejectedExecutionException("the reactor has ended");
    }

    // What the stages share.

    boolean hasEnded() {
        return loop.hasEnded();
    }

    /** The turn's time: all of a turn happens at this moment. */
    long now() {
        return loop.now();
    }

    int nextUnixNumber() {
        return ++unixNumber;
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

    /** A connection has ended: its descriptor is free for whoever waits for one. */
    void left(Connection connection) {
        if (!connection.isOutgoing) limits.left(connection.remoteAddress);
        descriptorFreed();
    }

    void descriptorFreed() {
        listening.retryAccepting();
    }
}
