package dev.penstock.timer;

/** One deadline. It is its own list node, so arming it allocates nothing. Owned by its wheel's thread. */
public abstract class Timer {
    Timer previous;
    Timer next;
    long deadlineTick;
    int slot = TimerWheel.UNARMED;

    /** Creates an unarmed timer. */
    protected Timer() {}

    /** Called once when due; it may arm itself again. */
    protected abstract void fire();

    /** Whether it waits in a wheel. */
    public final boolean isArmed() {
        return slot != TimerWheel.UNARMED;
    }
}
