package dev.penstock;

import dev.penstock.timer.Timer;

/** A user's task that waits for its time. */
final class ScheduledTask extends Timer implements Cancellable {
    private final Reactor reactor;
    private final Runnable task;

    ScheduledTask(Reactor reactor, Runnable task) {
        this.reactor = reactor;
        this.task = task;
    }

    @Override
    protected void fire() {
        reactor.guard.run(task);
    }

    @Override
    public void cancel() {
        reactor.wheel.cancel(this);
    }
}
