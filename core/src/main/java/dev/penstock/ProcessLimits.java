package dev.penstock;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the process may take: the limits that default options are derived from. */
final class ProcessLimits {
    /** Descriptors left for everything that is not a connection: the JVM's files, selectors, listeners, logs. */
    static final int DESCRIPTOR_RESERVE = 32;

    private ProcessLimits() {}

    /** Most direct memory the JVM gives: {@code -XX:MaxDirectMemorySize}, and where that is not set the maximal heap. */
    static long maxDirectMemory() {
        HotSpotDiagnosticMXBean hotspot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long set = hotspot == null
                ? 0
                : Long.parseLong(hotspot.getVMOption("MaxDirectMemorySize").getValue());
        return set > 0 ? set : Runtime.getRuntime().maxMemory();
    }

    /** The descriptor limit less the reserve; unlimited where the system does not tell. */
    static int maxConnections() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix))
            return Integer.MAX_VALUE;
        long limit = unix.getMaxFileDescriptorCount() - DESCRIPTOR_RESERVE;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit));
    }
}
