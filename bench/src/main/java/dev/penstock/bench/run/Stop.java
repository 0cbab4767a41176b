package dev.penstock.bench.run;

import java.util.HashSet;
import java.util.Set;

/** The wish to end early, from any thread: nothing more is begun, and the processes that run are ended. */
final class Stop {
    private final Set<ChildProcess> running = new HashSet<>();
    private boolean isWanted;

    /** From now on nothing runs any more. */
    synchronized void want() {
        isWanted = true;
        running.forEach(ChildProcess::kill);
    }

    synchronized boolean isWanted() {
        return isWanted;
    }

    /** A process has been started. */
    synchronized ChildProcess watch(ChildProcess process) {
        running.removeIf(other -> !other.isAlive());
        running.add(process);
        if (isWanted) process.kill();
        return process;
    }
}
