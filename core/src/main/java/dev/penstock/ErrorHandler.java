package dev.penstock;

/**
 * Hears of every failure the reactor has contained: a handler or task that threw, a channel operation that failed.
 *
 * <p>By then the connection the failure belongs to is already on its way to being closed. Called on the reactor's thread;
 * it must not throw, and what it throws is dropped.
 */
@FunctionalInterface
public interface ErrorHandler {
    /**
     * A failure.
     *
     * @param connection the connection it belongs to, or null when it is a task's, a timer's, a listener's or a datagram's
     * @param failure what was thrown; an {@code IOException} is most often only a peer that went away
     */
    void onError(Connection connection, Throwable failure);
}
