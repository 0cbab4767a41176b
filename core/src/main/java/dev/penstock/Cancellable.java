package dev.penstock;

/** Something that is yet to come, a scheduled task or an outgoing connection, and can be called off. */
@FunctionalInterface
public interface Cancellable {
    /** Calls it off; nothing happens when it has come already. The reactor's thread only. */
    void cancel();
}
