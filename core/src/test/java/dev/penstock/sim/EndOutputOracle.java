package dev.penstock.sim;

import java.util.List;

/** Our end of output comes soon, behind all that was written, and where it was asked for; and where both sides have ended, nothing is left. */
final class EndOutputOracle implements Oracle {
    private static final long SLACK = 200 * Plan.MS;

    private final World world;

    EndOutputOracle(World world) {
        this.world = world;
    }

    @Override
    public void atTurn() {
        List<Visit> visits = world.handlers().visits();
        for (int i = 0; i < visits.size(); i++) if (visits.get(i).isAlive()) watch(visits.get(i));
    }

    private void watch(Visit visit) {
        SimSocket socket = visit.socket;
        boolean isClosing = visit.connection.isClosing();
        if (socket.isOutputShut() && !visit.hasEndedOutput && !isClosing)
            world.fail(visit.peer + " was told of an end that nobody asked for");
        if (socket.isOutputShut() && visit.isWaitedFor())
            world.fail(visit.peer + " was told of the end although " + (visit.owed - socket.written()) + " bytes wait");
        if (!visit.hasEndedOutput || isClosing || socket.isReset()) return;
        long now = world.elapsed();
        long quiet = now - Math.max(visit.endedOutputAt, socket.lastWritten());
        if (!socket.isOutputShut() && !visit.isWaitedFor() && quiet > SLACK)
            world.fail(visit.peer + " has not been told for " + quiet / Plan.MS + " ms that the output is ended");
        long both = now - Math.max(visit.endedOutputAt, Math.max(visit.resumedAt, socket.lastArrival()));
        if (socket.isEndRead() && !visit.isPaused && both > SLACK)
            world.fail(visit.peer + " is not closed although both sides have ended " + both / Plan.MS + " ms ago");
    }
}
