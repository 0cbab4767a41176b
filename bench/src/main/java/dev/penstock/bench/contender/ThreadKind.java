package dev.penstock.bench.contender;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/** What a blocking server starts for each connection. */
enum ThreadKind {
    PLATFORM {
        @Override
        void start(Runnable task) {
            new Thread(task).start();
        }
    },
    /** Reached by reflection, because this is compiled for 17. */
    VIRTUAL {
        @Override
        void start(Runnable task) {
            try {
                START_VIRTUAL_THREAD.invoke(task);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    };

    /** Null where there are none, or only as a preview that must be switched on. */
    private static final MethodHandle START_VIRTUAL_THREAD = startVirtualThread();

    /**
     * Starts a thread that runs a task and ends with it.
     *
     * @throws OutOfMemoryError if the system refuses another thread
     */
    abstract void start(Runnable task);

    /** Why there are no virtual threads; empty if there are. */
    static Optional<String> virtualUnavailable() {
        return START_VIRTUAL_THREAD != null
                ? Optional.empty()
                : Optional.of("virtual threads need Java 21 or newer, this is "
                        + Runtime.version().feature());
    }

    private static MethodHandle startVirtualThread() {
        if (Runtime.version().feature() < 21) return null;
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
