package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where what was received goes, on a thread of its own that may wait. */
interface Sink {
    /** Takes all of it. */
    void write(ByteBuffer bytes) throws IOException;

    /** Whether something is held back because more of it may follow at once. */
    default boolean isHolding() {
        return false;
    }

    /** Nothing more has followed for a moment: what is held back may be shown. */
    default void release() throws IOException {}

    /**
     * The server has ended.
     *
     * @throws IOException if it may not have ended here; the message is for the user
     */
    void end() throws IOException;
}
