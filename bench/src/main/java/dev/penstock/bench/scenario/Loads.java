package dev.penstock.bench.scenario;

import dev.penstock.bench.load.LoadPlan;
import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.work.Work;

/** The loads of the scenarios, timed by their parameters. */
final class Loads {
    /** Where peers turn bad they do it at this part of the measured time: what came before can be compared. */
    private static final double TURN = 0.25;

    /** Ports that were just used rest for a minute, 28,232 of one address; so many addresses bear some thousands a second. */
    private static final int CHURN_SOURCES = 50;

    private static final long MIN_DRAIN_MILLIS = 500;

    private Loads() {}

    /** The usual times. */
    static Parameters times() {
        return Parameters.none().with(Parameter.WARM_UP, 2).with(Parameter.SECONDS, 5);
    }

    static LoadPlan of(Work work, Parameters parameters, PeerGroup... groups) {
        return LoadPlan.of(work, groups)
                .lasting(
                        parameters.millis(Parameter.WARM_UP),
                        parameters.millis(Parameter.SECONDS),
                        drainMillis(parameters));
    }

    /** A load that is not looked at: what follows meets a server whose code is compiled and whose heap is in use. */
    static LoadPlan warmUp(Work work, Parameters parameters, PeerGroup... groups) {
        return LoadPlan.of(work, groups)
                .lasting(0, Math.max(1, parameters.millis(Parameter.WARM_UP)), drainMillis(parameters));
    }

    /** A load after another one: server and generator are warm, only the connections are new. */
    static LoadPlan again(Work work, Parameters parameters, PeerGroup... groups) {
        return LoadPlan.of(work, groups)
                .lasting(
                        parameters.millis(Parameter.WARM_UP) / 4,
                        parameters.millis(Parameter.SECONDS),
                        drainMillis(parameters));
    }

    /** A short run does not wait long for what a server that froze will never send. */
    private static long drainMillis(Parameters parameters) {
        return Math.min(LoadPlan.DRAIN_MILLIS, Math.max(MIN_DRAIN_MILLIS, parameters.millis(Parameter.SECONDS)));
    }

    /** The same from so many addresses that connections may come and go. */
    static LoadPlan fromManyAddresses(LoadPlan plan) {
        return new LoadPlan(
                plan.host(),
                plan.port(),
                plan.work(),
                plan.groups(),
                plan.warmUpMillis(),
                plan.measuredMillis(),
                plan.drainMillis(),
                plan.connectMillis(),
                CHURN_SOURCES,
                plan.serverTalks(),
                plan.bucketMillis());
    }

    static long turnMillis(Parameters parameters) {
        return Math.round(parameters.millis(Parameter.SECONDS) * TURN);
    }
}
