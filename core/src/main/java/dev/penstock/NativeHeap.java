package dev.penstock;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Has the C library give the pages of freed memory back to the system.
 *
 * <p>What the pool frees goes to {@code malloc}, and glibc keeps blocks of our sizes resident for ever: after a thousand stalled
 * peers the process would look as if they were still there. The JVM's own {@code System.trim_native_heap} command (18 and later,
 * and 17.0.9) calls {@code malloc_trim}. It takes some milliseconds, so it runs on a thread of its own, and only after much was
 * freed. Where there is no such command nothing happens.
 */
final class NativeHeap {
    /** Freed bytes that are worth a trim: less than that is lost in the noise of any JVM. */
    static final long WORTHWHILE_BYTES = 16 << 20;

    private static final AtomicBoolean RUNNING = new AtomicBoolean();
    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    private NativeHeap() {}

    /**
     * Trims once, when the first reactor of the process begins to run. The JVM takes some tenths of a second of processor time
     * to make its management beans, and that must not fall upon the peers who are served while others are aborted.
     */
    static void prepare() {
        if (PREPARED.compareAndSet(false, true)) trim();
    }

    /** Starts a trim unless one is under way. Any thread. */
    static void trim() {
        if (!RUNNING.compareAndSet(false, true)) return;
        Thread thread = new Thread(NativeHeap::run, "penstock-native-heap-trim");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException | RuntimeException | OutOfMemoryError | LinkageError e) {
            // Not this JVM or C library, or nothing left even for this: the memory stays resident until it is used.
        } finally {
            RUNNING.set(false);
        }
    }
}
