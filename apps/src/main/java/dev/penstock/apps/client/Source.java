package dev.penstock.apps.client;

import java.io.IOException;

/** What is to be sent. */
interface Source {
    /**
     * Pours all of it, on a thread of its own that may wait.
     *
     * @throws IOException whose message is for the user
     */
    void pour(ByteRing into) throws IOException, InterruptedException;

    /** Whether nothing is known to be missing yet: a file has a length, a pipe or a terminal has none. Any thread. */
    default boolean isWhole() {
        return true;
    }
}
