package dev.penstock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;

/**
 * Has the JDK open the descriptors it needs for itself while there still are some.
 *
 * <p>On 17 its file dispatcher makes a socket pair when first used; where descriptors have run out by then, the first read,
 * write or close throws {@code ExceptionInInitializerError} and every later one fails. One byte through a pipe is enough.
 */
final class DescriptorWarmUp {
    private DescriptorWarmUp() {}

    static void run(SelectorProvider provider) throws IOException {
        Pipe pipe;
        try {
            pipe = provider.openPipe();
        } catch (UnsupportedOperationException e) {
            return; // not the JDK's network, so none of its descriptors
        }
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            ByteBuffer one = ByteBuffer.allocateDirect(1);
            sink.write(one);
            source.read(one.clear());
        }
    }
}
