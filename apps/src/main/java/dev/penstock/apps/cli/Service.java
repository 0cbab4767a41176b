package dev.penstock.apps.cli;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import java.util.function.Function;

/** What one TCP server does that others do not. */
public interface Service {
    /** What the ready line and the log call it. */
    String name();

    /**
     * Sets what differs from a server that pauses who does not read and knows neither frames nor lines. Called once, first.
     *
     * @param listening what the options of every server say
     * @throws IllegalArgumentException if options contradict each other; what its message calls hardLimit is shown as
     *     --hard-limit
     */
    default void configure(ListenerOptions.Builder listening) {}

    /**
     * Who serves a connection.
     *
     * @param reactor where all of it will happen; it does not run yet
     * @return called once a connection; may return the same handler each time
     */
    Function<Connection, ConnectionHandler> handlers(Reactor reactor);
}
