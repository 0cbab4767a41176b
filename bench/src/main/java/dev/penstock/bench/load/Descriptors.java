package dev.penstock.bench.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** How many files and connections this process may have. */
final class Descriptors {
    private static final int RESERVE = 300; // the JVM's own, and churners' that the selector has yet to give back

    private Descriptors() {}

    /**
     * Checks that so many connections can be had.
     *
     * @throws IOException if not; the message says what to do
     */
    static void require(int connections) throws IOException {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) return;
        long needed = system.getOpenFileDescriptorCount() + connections + RESERVE;
        long limit = system.getMaxFileDescriptorCount();
        if (limit > 0 && needed > limit)
            throw new IOException(
                    connections + " connections need " + needed + " file descriptors, and this process may" + " have "
                            + limit + "; raise the limit with ulimit -n, or load with fewer or with several processes");
    }
}
