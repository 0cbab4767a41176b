package dev.penstock.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** What other threads do to the reactor: they give it tasks, at any moment, and at last they shut it down. */
final class ForeignTasks implements Oracle {
    private final World world;
    private final ForeignThread thread;
    private int given;
    private int ran;

    ForeignTasks(World world, ForeignThread thread) {
        this.world = world;
        this.thread = thread;
    }

    void plan() {
        Plan plan = world.plan();
        long horizon = Math.min(plan.shutdownAt(), 10 * Plan.SECOND);
        for (int i = 0; i < plan.tasks(); i++)
            world.network().interruptAt((world.dice().next() >>> 1) % horizon, () -> thread.run(this::give));
        world.network().interruptAt(plan.shutdownAt(), () -> thread.run(world::shutDown));
    }

    @Override
    public void atEnd() {
        if (ran != given) world.fail(ran + " tasks ran of " + given + " that were taken");
    }

    private void give() {
        long givenAt = world.elapsed();
        world.remark("a task from another thread");
        try {
            world.reactor().execute(() -> run(givenAt));
            given++;
        } catch (RejectedExecutionException e) {
            // The queue is small in some worlds, and nobody promised that there is room.
        }
    }

    private void run(long givenAt) {
        ran++;
        world.latency().ran(world.elapsed() - givenAt);
        if (world.plan().chat() != null) world.rooms().meddle();
        List<Visit> visits = world.handlers().visits();
        if (!visits.isEmpty() && world.plan().ending() > 0) {
            Visit talker = visits.get(world.dice().below(visits.size()));
            if (talker.isAlive()) world.handlers().perhapsEndOutput(talker);
        }
        if (!world.plan().closingTasks() || visits.isEmpty()) return;
        Visit visit = visits.get(world.dice().below(visits.size()));
        if (visit.isOver() || visit.connection == null) return;
        Connection connection = visit.connection;
        visit.isClosedByTask = true;
        visit.isGone = true;
        world.remark("a task ends " + visit.peer);
        if (world.dice().chance(512)) {
            connection.close();
        } else {
            visit.isAbortedByTask = true;
            connection.abort(CloseReason.CLOSED_BY_SERVER);
        }
    }
}
