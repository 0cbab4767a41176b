package dev.penstock.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * A server as it is launched, in a process that also tells what its JVM holds: a line on standard output for each on standard
 * input. Nothing else is different, so that what is said on standard error is the server's.
 */
public final class GaugedServer {
    /** What an answer begins with. A JVM warns on the same stream: Java 25 did so of its recorder, short of descriptors. */
    static final String HELD = "held ";

    private GaugedServer() {}

    /** The server's main class, and its arguments. */
    public static void main(String[] args) throws Exception {
        directBytes(); // what this needs once is there before anything is measured
        var answering = new Thread(GaugedServer::answer, "gauges");
        answering.setDaemon(true);
        answering.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void answer() {
        try (var in = new BufferedReader(new InputStreamReader(System.in))) {
            while (in.readLine() != null) {
                System.gc(); // what is garbage is not held
                Runtime heap = Runtime.getRuntime();
                System.out.println(HELD + (heap.totalMemory() - heap.freeMemory()) + " " + directBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From Java 22 on without the pool's chunks, which are no direct buffers of the JVM's then. */
    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
