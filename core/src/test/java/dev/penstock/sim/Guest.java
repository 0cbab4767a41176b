package dev.penstock.sim;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;

/** A server that was not written for worlds, as it lives in one. There is one for each world. */
public interface Guest {
    /**
     * Makes its listener what it needs.
     *
     * @param listening what was drawn for the world
     * @param drawn the same, to look at
     */
    void configure(ListenerOptions.Builder listening, ListenerOptions drawn);

    /** Called when the reactor is there, before anybody connects. */
    default void open(Reactor reactor) {}

    /** The handler of a connection: what the server's users get, unmodified. */
    ConnectionHandler handler(Connection connection);

    /**
     * What a peer will say to it.
     *
     * @param dice what is drawn for this peer
     * @param about how many bytes, more or less
     */
    Dialogue dialogue(Dice dice, int about);

    /** When all is over, for what it alone knows; throws {@link SimulationFailure} if that is wrong. */
    default void end() {}
}
