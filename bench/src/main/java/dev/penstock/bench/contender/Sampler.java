package dev.penstock.bench.contender;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what this JVM uses. Owned by the thread that asks, whose own objects are not counted among those allocated. */
final class Sampler {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();
    private static final List<BufferPoolMXBean> POOLS = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);

    private final ContenderServer server;
    private final Method totalAllocated = totalAllocated();
    private Map<Long, Long> lastSeen = new HashMap<>(); // bytes by thread, where the JVM does not keep the total
    private long ended; // the bytes of threads that are no more

    Sampler(ContenderServer server) {
        this.server = server;
    }

    Sample take() {
        Runtime heap = Runtime.getRuntime();
        return new Sample(
                heap.totalMemory() - heap.freeMemory(),
                heap.totalMemory(),
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
        if (totalAllocated == null) return allocatedAsSeen();
        try {
            long total = (long) totalAllocated.invoke(THREADS);
            return total - THREADS.getCurrentThreadAllocatedBytes();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private long allocatedAsSeen() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        long own = Thread.currentThread().getId();
        Map<Long, Long> alive = new HashMap<>();
        for (int i = 0; i < ids.length; i++) if (ids[i] != own && bytes[i] >= 0) alive.put(ids[i], bytes[i]);
        lastSeen.keySet().removeAll(alive.keySet());
        ended += sum(lastSeen);
        lastSeen = alive;
        return ended + sum(alive);
    }

    private static long sum(Map<Long, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
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
