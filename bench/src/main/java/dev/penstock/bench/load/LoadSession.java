package dev.penstock.bench.load;

import dev.penstock.apps.cli.ExitStatus;
import dev.penstock.apps.cli.StopSignals;
import java.io.IOException;

/** A load at a terminal: Ctrl-C ends it with what was measured so far, a second one at once. */
final class LoadSession {
    private LoadSession() {}

    /** Runs it and prints what it did. Returns the exit status. */
    static int run(LoadPlan plan) throws IOException {
        var load = new Load(plan, event -> {});
        Thread caller = Thread.currentThread();
        StopSignals.handle(load::stop, () -> awaitEnd(caller));
        LoadResult result = load.run();
        System.out.println(LoadText.of(result));
        return result.errors().total() == 0 ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static void awaitEnd(Thread caller) {
        try {
            caller.join(5_000); // it ends within a second; the process must end in any case
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
