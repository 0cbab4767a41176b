package dev.penstock.bench.load;

import static dev.penstock.bench.load.PeerGroup.require;

import dev.penstock.bench.work.Work;
import java.util.List;

/**
 * What to load a server with, as data: {@code drive} reads it as JSON.
 *
 * <p>All groups connect, in their order; then the warm-up begins, then the measured time, then the last replies are waited for. What
 * was due in the measured time counts, however late it is sent or answered.
 *
 * @param host the server's host
 * @param port the server's port
 * @param work what the server does
 * @param groups who loads it, 1 to 64 groups
 * @param warmUpMillis driven, not counted; milliseconds
 * @param measuredMillis counted; milliseconds, at least 1
 * @param drainMillis longest wait for the last replies; milliseconds. What has not come then is a timeout
 * @param connectMillis longest wait for one connection; milliseconds
 * @param sourceAddresses 0: the system chooses the source address. N: connections come from 127.0.0.2 to 127.0.0.(N+1) in turn,
 *     at most 10,000 each; so a server on 127.0.0.1 can have more connections than one address has ports. At most 253
 * @param serverTalks whether a chat server says things of its own: senders' names before lines, notices that begin with
 *     {@code *** }. If not, a line that nobody sent is a verify error
 * @param bucketMillis the step of what is counted over time, in milliseconds; there may be 1,000,000 steps
 */
public record LoadPlan(
        String host,
        int port,
        Work work,
        List<PeerGroup> groups,
        long warmUpMillis,
        long measuredMillis,
        long drainMillis,
        long connectMillis,
        int sourceAddresses,
        boolean serverTalks,
        long bucketMillis) {
    /** How long the last replies are waited for, unless told otherwise. */
    public static final long DRAIN_MILLIS = 2_000;

    /** How long one connection is waited for, unless told otherwise: the kernel repeats a lost SYN after 1, 3 and 7 s. */
    public static final long CONNECT_MILLIS = 10_000;

    /** The step of what is counted over time, unless told otherwise. */
    public static final long BUCKET_MILLIS = 100;

    /** Connections from one source address; it has 28,232 ports, and those just used rest for a minute. */
    public static final int MAX_PER_SOURCE = 10_000;

    private static final long HOLD_MILLIS = 500;
    private static final int MAX_BUCKETS = 1_000_000;

    public LoadPlan {
        require(groups != null, "the groups are missing");
        groups = List.copyOf(groups);
        require(host != null, "the host is missing");
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535, not " + port);
        require(work != null, "the work is missing");
        require(!groups.isEmpty() && groups.size() <= 64, "there must be 1 to 64 groups");
        require(groups.stream().map(PeerGroup::name).distinct().count() == groups.size(), "two groups have one name");
        require(warmUpMillis >= 0, "warmUpMillis must not be negative");
        require(measuredMillis >= 1, "measuredMillis must be at least 1");
        require(drainMillis >= 0, "drainMillis must not be negative");
        require(connectMillis >= 1, "connectMillis must be at least 1");
        require(sourceAddresses >= 0 && sourceAddresses <= 253, "sourceAddresses must be 0 to 253");
        require(bucketMillis >= 1, "bucketMillis must be at least 1");
        require((measuredMillis + drainMillis) / bucketMillis < MAX_BUCKETS, "bucketMillis is too short for the time");
        for (PeerGroup group : groups) GroupLimits.check(group, work, warmUpMillis + measuredMillis);
        GroupLimits.check(groups);
        int all = connections(groups);
        require(
                sourceAddresses == 0 || all <= sourceAddresses * MAX_PER_SOURCE,
                all + " connections need " + sourceAddressesFor(all) + " source addresses at least");
    }

    /** A plan with the usual times: 2 s of warm-up, 5 s measured. */
    public static LoadPlan of(Work work, PeerGroup... groups) {
        int sources = sourceAddressesFor(connections(List.of(groups)));
        return new LoadPlan(
                "127.0.0.1",
                0,
                work,
                List.of(groups),
                2_000,
                5_000,
                DRAIN_MILLIS,
                CONNECT_MILLIS,
                sources == 1 ? 0 : sources,
                false,
                BUCKET_MILLIS);
    }

    /** The same, to another server. */
    public LoadPlan to(String otherHost, int otherPort) {
        return new LoadPlan(
                otherHost,
                otherPort,
                work,
                groups,
                warmUpMillis,
                measuredMillis,
                drainMillis,
                connectMillis,
                sourceAddresses,
                serverTalks,
                bucketMillis);
    }

    /** The same for other times, in milliseconds. */
    public LoadPlan lasting(long warmUp, long measured, long drain) {
        return new LoadPlan(
                host,
                port,
                work,
                groups,
                warmUp,
                measured,
                drain,
                connectMillis,
                sourceAddresses,
                serverTalks,
                bucketMillis);
    }

    /** The same with its measured groups only. */
    public LoadPlan measuredOnly() {
        return new LoadPlan(
                host,
                port,
                work,
                groups.stream().filter(group -> group.kind().isMeasured()).toList(),
                warmUpMillis,
                measuredMillis,
                drainMillis,
                connectMillis,
                sourceAddresses,
                serverTalks,
                bucketMillis);
    }

    /**
     * How long all stay after the measured time though nothing is waited for, in milliseconds: quiet peers do, for whoever then looks
     * at what a server has in use for them.
     */
    public long holdMillis() {
        boolean hasQuiet = groups.stream().anyMatch(group -> group.kind().isQuiet());
        return hasQuiet ? Math.min(HOLD_MILLIS, drainMillis) : 0;
    }

    /** Connections at once, of all groups. */
    public int connections() {
        return connections(groups);
    }

    /** How many source addresses so many connections need. */
    public static int sourceAddressesFor(int connections) {
        return Math.max(1, (connections + MAX_PER_SOURCE - 1) / MAX_PER_SOURCE);
    }

    private static int connections(List<PeerGroup> groups) {
        return groups.stream().mapToInt(PeerGroup::connections).sum();
    }
}
