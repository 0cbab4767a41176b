package dev.penstock.sim;

import dev.penstock.Metric;
import dev.penstock.ReactorSnapshot;
import java.util.List;

/** Whatever the reactor connects to: what became of it is told once and in time, and nothing of it is left behind. */
final class CallOracle implements Oracle {
    private final World world;

    CallOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        List<Call> calls = world.calls();
        for (int i = 0; i < calls.size(); i++) {
            List<Attempt> attempts = calls.get(i).attempts();
            for (int j = 0; j < attempts.size(); j++) attempts.get(j).watch();
        }
    }

    @Override
    public void atEnd() {
        long failed = 0;
        for (Call call : world.calls()) {
            for (Attempt attempt : call.attempts()) {
                attempt.end();
                if (attempt.hasFailed()) failed++;
            }
        }
        ReactorSnapshot counts = world.reactor().snapshot();
        if (counts.get(Metric.CONNECTING) != 0) world.fail(counts.get(Metric.CONNECTING) + " are still being called");
        if (counts.get(Metric.CONNECT_FAILURES) != failed)
            world.fail("CONNECT_FAILURES is " + counts.get(Metric.CONNECT_FAILURES) + ", and " + failed + " were told");
    }
}
