package dev.penstock.bench.run;

import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.work.Work;
import java.util.ArrayList;
import java.util.List;

/** Divides a load among processes when it has more connections than one has descriptors for. */
final class LoadSplit {
    /** Of 20,000 descriptors, a usual limit, the JVM's jars and pipes take some. */
    static final int MAX_PER_PROCESS = 19_000;

    private LoadSplit() {}

    /**
     * Plans of about the same size; together they are the one.
     *
     * @throws IllegalArgumentException if that cannot be: in a chat whoever reads must know who has spoken; for people
     */
    static List<LoadPlan> of(LoadPlan plan) {
        int parts = (plan.connections() + MAX_PER_PROCESS - 1) / MAX_PER_PROCESS;
        if (parts == 1) return List.of(plan);
        if (plan.work() == Work.CHAT)
            throw new IllegalArgumentException("a chat can have " + MAX_PER_PROCESS + " connections at most");
        int sources = LoadPlan.sourceAddressesFor(plan.connections());
        List<LoadPlan> plans = new ArrayList<>();
        for (int part = 0; part < parts; part++)
            plans.add(part(plan, part, parts, Math.max(sources, plan.sourceAddresses())));
        return plans;
    }

    private static LoadPlan part(LoadPlan plan, int part, int parts, int sources) {
        List<PeerGroup> groups = new ArrayList<>();
        for (PeerGroup group : plan.groups()) {
            int from = (int) ((long) group.connections() * part / parts);
            int to = (int) ((long) group.connections() * (part + 1) / parts);
            if (to == from) continue;
            double share = (double) (to - from) / group.connections();
            groups.add(new PeerGroup(
                    group.name(),
                    group.kind(),
                    to - from,
                    group.size(),
                    group.inFlight(),
                    group.perSecond() * share,
                    group.fromMillis()));
        }
        return new LoadPlan(
                plan.host(),
                plan.port(),
                plan.work(),
                groups,
                plan.warmUpMillis(),
                plan.measuredMillis(),
                plan.drainMillis(),
                plan.connectMillis(),
                sources,
                plan.serverTalks(),
                plan.bucketMillis());
    }
}
