package dev.penstock.bench.contender;

import java.io.IOException;
import java.net.Socket;

/** One connection's life on a blocking server. The server closes the socket when it has ended. */
@FunctionalInterface
interface Conversation {
    /** Starts one for each connection. */
    @FunctionalInterface
    interface Starter {
        /**
         * Begins one, on the acceptor's thread: who was accepted earlier entered the room earlier.
         *
         * @throws IOException if the peer has gone already
         */
        Conversation begin(Socket socket) throws IOException;
    }

    /**
     * Holds it, on a thread of its own, which may block.
     *
     * @throws IOException if the peer has gone or broke the rules; that is the end of it
     */
    void hold() throws IOException;

    /**
     * Ends it, whether it was held or not; called once, and may block.
     *
     * @throws IOException if the peer has gone
     */
    default void end() throws IOException {}
}
