package dev.penstock;

/** Where a reactor reads the time. Only differences count, as with {@link System#nanoTime()}; a test puts its own here. */
@FunctionalInterface
public interface NanoClock {
    /**
     * The present moment.
     *
     * @return nanoseconds since an arbitrary origin; may be negative and may overflow
     */
    long nanoTime();
}
