package dev.penstock;

/** Something scheduled that can be called off. */
@FunctionalInterface
public interface Cancellable {
    /** Calls it off; nothing happens when it already ran. The reactor's thread only. */
    void cancel();
}
