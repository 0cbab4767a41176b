package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Short loads. */
final class Runs {
    static final long WARM_UP_MILLIS = 25;
    static final long MEASURED_MILLIS = 100;

    private Runs() {}

    /** It ends as soon as all replies have come. */
    static LoadPlan plan(Work work, PeerGroup... groups) {
        return LoadPlan.of(work, groups).lasting(WARM_UP_MILLIS, MEASURED_MILLIS, 5_000);
    }

    /** Some replies never come. */
    static LoadPlan inVain(Work work, PeerGroup... groups) {
        return LoadPlan.of(work, groups).lasting(WARM_UP_MILLIS, MEASURED_MILLIS, 300);
    }

    static LoadResult of(TestServer.Talk talk, LoadPlan plan) throws IOException {
        return of(talk, plan, new ArrayList<>());
    }

    static LoadResult of(TestServer.Talk talk, LoadPlan plan, List<LoadEvent> events) throws IOException {
        try (var server = new TestServer(talk)) {
            return new Load(plan.to("127.0.0.1", server.port()), events::add).run();
        }
    }
}
