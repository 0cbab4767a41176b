package dev.penstock.apps.soak;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * All who visit the chat, on one thread. What they do at certain times they have {@link #at} tell them. Only what says so may be
 * used from other threads.
 */
final class Crowd implements AutoCloseable {
    private static final int MOST_FAILURES = 20;

    /** How long a delivery took, from the moment at which its line was due to be said. Any thread may take the intervals. */
    final SingleWriterRecorder latencies = new SingleWriterRecorder(3);

    /** Connections so far. Any thread. */
    final AtomicLong visits = new AtomicLong();

    /** Lines of the regulars that were heard so far, each as often as it was. Any thread. */
    final AtomicLong deliveries = new AtomicLong();

    final int port;
    final Random dice = new Random(1);
    final ByteBuffer in = ByteBuffer.allocateDirect(64 << 10);

    private record Appointment(long time, Runnable act) {}

    private final PriorityQueue<Appointment> appointments = new PriorityQueue<>(Comparator.comparing(
            Appointment::time, (a, b) -> Long.signum(a - b))); // moments of a clock that may overflow
    private final List<String> failures = new ArrayList<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final Regulars regulars;
    private final Selector selector = Selector.open();
    private CompletableFuture<Void> life;
    private volatile boolean isOver;
    private volatile boolean haveHeardAll;

    Crowd(int port) throws IOException {
        this.port = port;
        regulars = new Regulars(this, 16, 5);
        perform(() -> {
            regulars.come();
            for (int i = 0; i < 4; i++) new Wanderer(this, i).come();
            for (int i = 0; i < 6; i++) new Dozer(this, i % 2 == 0 ? "hall" : "noise").come();
            for (int i = 0; i < 4; i++) new Mute(this, i % 2 == 0 ? "hall" : "noise").come();
            for (int i = 0; i < 2; i++) new Flooder(this).come();
            for (int i = 0; i < 3; i++) new Dropout(this).come();
            for (int i = 0; i < 3; i++) new Caller(this).come();
            for (int i = 0; i < 2; i++) new Rambler(this).come();
        });
    }

    /** No regular says anything from now on. Any thread. */
    void fallSilent() {
        regulars.fallSilent();
    }

    /** Whether, being silent, each regular has heard all that the others have said. Any thread. */
    boolean haveHeardAll() {
        return haveHeardAll;
    }

    void start() {
        life = CompletableFuture.runAsync(this::run, task -> new Thread(task, "crowd").start());
    }

    SelectionKey register(Visitor visitor) throws IOException {
        visits.incrementAndGet();
        return visitor.channel.register(selector, SelectionKey.OP_READ, visitor);
    }

    /** Has somebody act then. */
    void at(long time, Action act) {
        appointments.add(new Appointment(time, () -> perform(act)));
    }

    /** The same so many milliseconds from now, or up to half as many more. */
    void after(int millis, Action act) {
        at(System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(millis * 1000L + dice.nextInt(millis * 500)), act);
    }

    interface Action {
        void perform() throws IOException;
    }

    private void perform(Action act) {
        try {
            act.perform();
        } catch (IOException | RuntimeException e) {
            fail(e + " at " + e.getStackTrace()[0]);
        }
    }

    private void run() {
        try {
            while (!isOver) {
                selector.select(this::serve, untilNext());
                while (!appointments.isEmpty() && appointments.peek().time() - System.nanoTime() <= 0)
                    appointments.poll().act().run();
                haveHeardAll = regulars.haveHeardAll();
            }
            for (SelectionKey key : selector.keys()) key.channel().close();
            selector.close();
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    private long untilNext() {
        long nanos = appointments.isEmpty() ? 100_000_000 : appointments.peek().time() - System.nanoTime();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private void serve(SelectionKey key) {
        var visitor = (Visitor) key.attachment();
        perform(visitor::onReady);
    }

    /** Something is not as it must be. Any thread. */
    void fail(String what) {
        synchronized (failures) {
            if (failures.size() < MOST_FAILURES) failures.add(what);
        }
        failed.countDown();
    }

    /** Waits until then, or for a failure. Any thread. */
    boolean awaitFailure(long time) throws InterruptedException {
        return failed.await(time - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** What was not as it must be. Any thread. */
    List<String> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    /** All leave, without a word. */
    @Override
    public void close() {
        isOver = true;
        life.join();
    }
}
