package dev.penstock.bench.contender;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what this JVM uses. Owned by the thread that asks; the server's threads do not notice. */
final class Sampler {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();
    private static final List<BufferPoolMXBean> POOLS = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);

    private final ContenderServer server;
    private final Method totalAllocated = totalAllocated();
    private final Map<Long, Long> allocatedByThread = new HashMap<>(); // where the JVM does not keep the total

    Sampler(ContenderServer server) {
        this.server = server;
    }

    Sample take() {
        Runtime heap = Runtime.getRuntime();
        return new Sample(
                heap.totalMemory() - heap.freeMemory(),
                POOLS.stream()
                                .filter(pool -> pool.getName().equals("direct"))
                                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                                .sum()
                        + server.foreignDirectBytes(),
                allocated(),
                COLLECTORS.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum(),
                COLLECTORS.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                THREADS.getThreadCount(),
                server.missedMessages());
    }

    private long allocated() {
        if (totalAllocated != null) {
            try {
                return (long) totalAllocated.invoke(THREADS);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) if (bytes[i] >= 0) allocatedByThread.put(ids[i], bytes[i]);
        return allocatedByThread.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts threads that have ended, too, and those that are virtual; from Java 21 on. */
    private static Method totalAllocated() {
        try {
            return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
