package dev.penstock.sim;

import dev.penstock.ConnectionState;
import dev.penstock.Metric;
import dev.penstock.ReactorSnapshot;
import java.util.List;

/** Nobody is refused unless a limit is reached, and then nobody is let in. */
final class LimitOracle implements Oracle {
    private final World world;
    private boolean[] wasOpen = new boolean[0];
    private int known;
    private long refused;
    private long begun;
    private long open;

    LimitOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        ReactorSnapshot counts = world.reactor().snapshot();
        if (counts.get(Metric.REFUSED) > refused && !isFull(counts)) world.fail("somebody is refused for no reason");
        refused = counts.get(Metric.REFUSED);
        begun = begun(counts);
        open = all(counts);
        if (world.plan().maxPerAddress() > 0) watchAddresses();
    }

    /** Whether a limit may have been reached at some moment of this turn. */
    private boolean isFull(ReactorSnapshot counts) {
        if (open + begun(counts) - begun >= world.plan().maxConnections()) return true;
        return world.plan().maxPerAddress() > 0
                && mostOfAnAddress(true) >= world.plan().maxPerAddress();
    }

    /** Connections, with those on their way. */
    private static long all(ReactorSnapshot counts) {
        return counts.get(Metric.OPEN) + counts.get(Metric.CONNECTING);
    }

    /** Those that there were so far, or that were to be. */
    private long begun(ReactorSnapshot counts) {
        long begun = counts.get(Metric.ACCEPTED);
        List<Call> calls = world.calls();
        for (int i = 0; i < calls.size(); i++) begun += calls.get(i).attempts().size();
        return begun;
    }

    private void watchAddresses() {
        int most = mostOfAnAddress(false);
        if (most > world.plan().maxPerAddress())
            world.fail(most + " connections of an address, the limit is "
                    + world.plan().maxPerAddress());
        List<Visit> visits = world.handlers().visits();
        if (wasOpen.length < visits.size()) wasOpen = new boolean[2 * visits.size()];
        known = visits.size();
        for (int i = 0; i < known; i++) wasOpen[i] = isOpen(visits.get(i));
    }

    private int mostOfAnAddress(boolean sinceLastTurn) {
        List<Visit> visits = world.handlers().visits();
        int[] count = new int[world.plan().addresses()];
        int most = 0;
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (visit.isCalled) continue;
            boolean isCounted = isOpen(visit) || (sinceLastTurn && (i >= known || wasOpen[i]));
            if (isCounted) most = Math.max(most, ++count[addressOf(visit)]);
        }
        return most;
    }

    private static boolean isOpen(Visit visit) {
        return visit.connection.state() != ConnectionState.CLOSED;
    }

    private static int addressOf(Visit visit) {
        return visit.socket.remote().getAddress().getAddress()[3];
    }
}
