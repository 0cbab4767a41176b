package dev.penstock.bench.scenario;

import static dev.penstock.bench.scenario.Parameter.CONNECTIONS;
import static dev.penstock.bench.scenario.Parameter.SIZE;

import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.work.Work;
import java.util.List;

/** What a connection costs that does nothing. A server is warmed up before, or its growing heap would be counted as theirs. */
final class IdleScenario {
    private IdleScenario() {}

    static final Scenario IDLE = new Scenario(
            "idle",
            "thousands of connections that do nothing: what each costs",
            Work.ECHO,
            Loads.times().with(CONNECTIONS, 10).with(SIZE, 64).with(Parameter.IDLE, 5000),
            p -> Course.of(
                    Loads.warmUp(Work.ECHO, p, PeerGroup.callers(p.whole(CONNECTIONS), p.whole(SIZE), 1)),
                    Loads.again(Work.ECHO, p, PeerGroup.idlers(p.whole(Parameter.IDLE)))),
            (p, laps) -> new Findings().memoryPerConnection(laps.get(1)),
            List.of(Findings.PER_CONNECTION));
}
