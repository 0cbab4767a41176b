package dev.penstock.sim;

import dev.penstock.Metric;
import dev.penstock.ReactorSnapshot;
import dev.penstock.ShutdownReport;

/** At the end nothing is held and nothing is left open, and every count agrees with what the network has seen. */
final class EndOracle implements Oracle {
    private final World world;

    EndOracle(World world) {
        this.world = world;
    }

    @Override
    public void atEnd() {
        ReactorSnapshot counts = world.reactor().snapshot();
        equal("POOL_USED", 0, counts.get(Metric.POOL_USED));
        equal("BYTES_QUEUED", 0, counts.get(Metric.BYTES_QUEUED));
        equal("OPEN", 0, counts.get(Metric.OPEN));
        equal("LINGERING", 0, counts.get(Metric.LINGERING));
        equal("keys registered", 0, world.network().keyCount());
        equal("descriptors taken", 0, world.network().descriptors());

        long visits = 0;
        long called = 0;
        long in = 0;
        long out = 0;
        long dropped = 0;
        for (Visit visit : world.handlers().visits()) {
            visits++;
            if (visit.isCalled) called++;
            in += visit.socket.readSoFar();
            out += visit.socket.written();
            dropped += visit.owed - visit.socket.written();
        }
        equal("ACCEPTED", visits - called, counts.get(Metric.ACCEPTED));
        equal("CONNECTED", called, counts.get(Metric.CONNECTED));
        equal("CLOSED", visits, counts.get(Metric.CLOSED));
        equal("BYTES_IN", in, counts.get(Metric.BYTES_IN));
        equal("BYTES_OUT", out, counts.get(Metric.BYTES_OUT));
        equal("BYTES_DROPPED", dropped, counts.get(Metric.BYTES_DROPPED));

        ShutdownReport report = world.report().getNow(null);
        if (report == null) world.fail("no report of the shutdown");
        if (report.bytesDropped() > dropped) world.fail("more dropped in the shutdown than in all");
        if (report.bytesDelivered() > out) world.fail("more delivered in the shutdown than in all");
        if (report.connections() > visits) world.fail("more connections in the shutdown than in all");
    }

    private void equal(String what, long expected, long actual) {
        if (expected != actual) world.fail(what + " is " + actual + ", should be " + expected);
    }
}
