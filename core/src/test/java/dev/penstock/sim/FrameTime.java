package dev.penstock.sim;

/** For how long a server has waited for the rest of a frame, while it read. */
final class FrameTime {
    private final World world;
    private long begunAt = -1;
    private long stoppedAt = -1;
    private long stoppedFor;
    private long mostKept; // bytes that were kept at once, since there were none

    FrameTime(World world) {
        this.world = world;
    }

    /** A handler has been given something, has consumed some of it, and left some. */
    void left(int offered, int consumed, boolean isStopped) {
        mostKept = consumed == offered ? 0 : Math.max(mostKept, offered);
        if (consumed == offered) {
            begunAt = -1;
        } else if (begunAt < 0 || consumed > 0) {
            begunAt = world.elapsed();
            stoppedFor = 0;
            stoppedAt = -1;
        }
        stopped(isStopped);
    }

    /** It is read from now on, or no longer. */
    void stopped(boolean isStopped) {
        if (isStopped == stoppedAt >= 0) return;
        if (!isStopped) stoppedFor += world.elapsed() - stoppedAt;
        stoppedAt = isStopped ? world.elapsed() : -1;
    }

    boolean isRunning() {
        return begunAt >= 0 && stoppedAt < 0;
    }

    /** Meaningless while it is not running. */
    long nanos() {
        return world.elapsed() - begunAt - stoppedFor;
    }

    long mostKept() {
        return mostKept;
    }
}
