package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where lines, or frames that are shown as lines, go; each comes in any number of parts. */
interface Lines {
    void begin() throws IOException;

    void write(ByteBuffer part) throws IOException;

    void end() throws IOException;

    /** What was written is to be seen before there is more. */
    default void flush() throws IOException {}

    /** Whether a line has begun and nothing of its last part is to be seen yet. */
    default boolean isHolding() {
        return false;
    }

    /** The line may take long to end. */
    default void release() throws IOException {}

    /** There will be none any more. The last one has perhaps not ended. */
    void close() throws IOException;
}
