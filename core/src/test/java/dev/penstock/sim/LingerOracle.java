package dev.penstock.sim;

import java.util.List;

/** A connection that is closed in order is there until its peer has ended, or has had the time for that; and no longer. */
final class LingerOracle implements Oracle {
    private static final long TOLERANCE = 20 * Plan.MS; // a turn uses the time at which it began
    private static final long SLACK = 200 * Plan.MS;

    private final World world;

    LingerOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (visit.isOver() && !visit.socket.isClosed()) watch(visit);
        }
    }

    private void watch(Visit visit) {
        long now = world.elapsed();
        SimSocket socket = visit.socket;
        long lingered = now - Math.max(visit.closedAt, socket.lastWritten());
        if (lingered > world.plan().linger() + SLACK)
            world.fail(visit.peer + " lingers for " + lingered / Plan.MS + " ms");
        boolean isOver = socket.isReset() || socket.hasEndArrived();
        long quiet = now - Math.max(visit.closedAt, socket.lastArrival());
        if (isOver && quiet > SLACK) world.fail(visit.peer + " lingers although its peer is gone");
    }

    @Override
    public void atEnd() {
        for (Visit visit : world.handlers().visits()) if (visit.isOpened) judge(visit);
    }

    private void judge(Visit visit) {
        SimSocket socket = visit.socket;
        if (socket.lingersZero() || socket.isReset() || socket.isEndRead() || socket.written() == 0) return;
        long lingered = socket.closedAt() - socket.lastWritten();
        if (lingered < world.plan().linger() - TOLERANCE)
            world.fail(visit.peer + " is closed " + lingered / Plan.MS + " ms after it was last sent something");
    }
}
