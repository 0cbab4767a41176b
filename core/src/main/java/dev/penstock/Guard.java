package dev.penstock;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Between the loop and everything that is not its own: handlers, tasks, the error handler. Whatever they throw ends the
 * connection it belongs to, is counted and reported, and goes no further. Owned by the reactor's thread.
 */
final class Guard {
    private final Reactor reactor;
    private final ErrorHandler errorHandler;

    Guard(Reactor reactor, ErrorHandler errorHandler) {
        this.reactor = reactor;
        this.errorHandler = errorHandler;
    }

    /** What the kernel has for somebody who is no connection. */
    void ready(KeyOwner owner) {
        try {
            owner.ready();
        } catch (Throwable failure) {
            report(null, failure);
        }
    }

    /** A connection's handler takes over. */
    void open(Connection connection, Function<? super Connection, ? extends ConnectionHandler> handlers) {
        try {
            connection.handler = handlers.apply(connection);
            connection.handler.onOpen(connection);
        } catch (Throwable failure) {
            failed(connection, failure);
        }
    }

    /** What the kernel has for a connection. */
    void ready(Connection connection) {
        try {
            reactor.loop.handle(connection);
        } catch (Throwable failure) {
            failed(connection, failure);
        }
    }

    /** A connection's turn ends: its queue is flushed, and its handler may be resumed. */
    void settle(Connection connection) {
        try {
            reactor.settler.settle(connection);
        } catch (Throwable failure) {
            failed(connection, failure);
        }
    }

    /** Input of a connection that is being closed, and whose turn has come, is read. */
    void discard(Connection connection) {
        try {
            reactor.discards.readWaiting(connection);
        } catch (Throwable failure) {
            failed(connection, failure);
        }
    }

    /** A connection's timer has fired. */
    void check(Connection connection) {
        try {
            reactor.deadlines.check(connection);
        } catch (Throwable failure) {
            failed(connection, failure);
        }
    }

    /** A connection has ended. */
    void close(Connection connection, CloseReason reason) {
        try {
            if (connection.handler != null) connection.handler.onClosed(connection, reason);
        } catch (Throwable failure) {
            reactor.counters.add(Metric.HANDLER_FAILURES, 1);
            report(connection, failure);
        }
    }

    /** Nothing has come of an outgoing connection. */
    void connectFailed(Consumer<? super ConnectFailure> told, ConnectFailure why) {
        try {
            told.accept(why);
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /** A datagram has arrived. */
    void datagram(DatagramEndpoint endpoint, SocketAddress sender, ByteBuffer data) {
        try {
            endpoint.handler.onDatagram(endpoint, sender, data);
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /** Nobody listens where a datagram was sent to. */
    void unreachable(DatagramEndpoint endpoint) {
        try {
            endpoint.handler.onUnreachable(endpoint);
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /** An endpoint is closed. */
    void closed(DatagramEndpoint endpoint) {
        try {
            endpoint.handler.onClosed(endpoint);
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /** A task's, or a scheduled task's, time has come. */
    void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            reactor.counters.add(Metric.TASK_FAILURES, 1);
            report(null, failure);
        }
    }

    /** A handler's failure that is no connection's. */
    private void failed(Throwable failure) {
        reactor.counters.add(Metric.HANDLER_FAILURES, 1);
        report(null, failure);
    }

    private void failed(Connection connection, Throwable failure) {
        reactor.counters.add(Metric.HANDLER_FAILURES, 1);
        boolean isMemory = failure instanceof OutOfMemoryError;
        reactor.closer.mark(connection, isMemory ? CloseReason.MEMORY_PRESSURE : CloseReason.HANDLER_FAILED, isMemory);
        report(connection, failure);
    }

    /** Tells the error handler. */
    void report(Connection connection, Throwable failure) {
        try {
            errorHandler.onError(connection, failure);
        } catch (Throwable again) {
            reactor.counters.add(Metric.TASK_FAILURES, 1);
        }
    }
}
