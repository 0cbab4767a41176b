package dev.penstock.bench.scenario;

import static dev.penstock.bench.scenario.Parameter.BOUND;
import static dev.penstock.bench.scenario.Parameter.CONNECTIONS;
import static dev.penstock.bench.scenario.Parameter.IN_FLIGHT;
import static dev.penstock.bench.scenario.Parameter.RATE;
import static dev.penstock.bench.scenario.Parameter.SIZE;

import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.result.Figure.Better;
import dev.penstock.bench.work.Work;
import java.util.List;

/**
 * Questions and answers among peers that all behave: how much a server can do at most, in a closed loop, and how long an answer
 * takes at a rate that every server bears, in an open one.
 */
final class RequestScenarios {
    private RequestScenarios() {}

    static final Scenario ECHO = new Scenario(
            "echo",
            "round trips of small messages: how many at most, then how long each takes at a fixed rate",
            Work.ECHO,
            Loads.times().with(CONNECTIONS, 50).with(SIZE, 64).with(RATE, 10_000),
            p -> Course.of(
                    Loads.of(Work.ECHO, p, PeerGroup.callers(p.whole(CONNECTIONS), p.whole(SIZE), 1)),
                    Loads.again(Work.ECHO, p, PeerGroup.callersAt(p.get(RATE), p.whole(CONNECTIONS), p.whole(SIZE)))),
            RequestScenarios::mostThenLatency,
            List.of(Findings.PER_SECOND, Findings.P99, Findings.CPU_PER_MESSAGE));

    static final Scenario ECHO_PIPELINED = new Scenario(
            "echo-pipelined",
            "small messages, many under way on each connection: how many at most",
            Work.ECHO,
            Loads.times().with(CONNECTIONS, 50).with(SIZE, 64).with(IN_FLIGHT, 16),
            p -> Course.of(
                    Loads.of(Work.ECHO, p, PeerGroup.callers(p.whole(CONNECTIONS), p.whole(SIZE), p.whole(IN_FLIGHT)))),
            RequestScenarios::most,
            List.of(Findings.PER_SECOND, Findings.CPU_PER_MESSAGE));

    static final Scenario LARGE_MESSAGES = new Scenario(
            "large-messages",
            "large messages, some under way on each connection: how many at most",
            Work.ECHO,
            Loads.times().with(CONNECTIONS, 50).with(SIZE, 16 << 10).with(IN_FLIGHT, 4),
            ECHO_PIPELINED.course(),
            RequestScenarios::most,
            List.of(Findings.PER_SECOND, Findings.CPU_PER_MESSAGE));

    static final Scenario FRAMED = new Scenario(
            "framed",
            "length-prefixed frames, many under way on each connection, then how long each takes at a fixed rate",
            Work.FRAMED,
            Loads.times()
                    .with(CONNECTIONS, 50)
                    .with(SIZE, 64)
                    .with(IN_FLIGHT, 16)
                    .with(RATE, 10_000),
            p -> Course.of(
                    Loads.of(
                            Work.FRAMED, p, PeerGroup.callers(p.whole(CONNECTIONS), p.whole(SIZE), p.whole(IN_FLIGHT))),
                    Loads.again(Work.FRAMED, p, PeerGroup.callersAt(p.get(RATE), p.whole(CONNECTIONS), p.whole(SIZE)))),
            RequestScenarios::mostThenLatency,
            List.of(Findings.PER_SECOND, Findings.P99, Findings.CPU_PER_MESSAGE));

    static final Scenario CHURN = new Scenario(
            "churn",
            "connections that come, have one message echoed, and go: how many at most, then how long each takes at a rate",
            Work.ECHO,
            Loads.times().with(CONNECTIONS, 20).with(SIZE, 64).with(RATE, 1000),
            p -> Course.of(
                    Loads.fromManyAddresses(
                            Loads.of(Work.ECHO, p, PeerGroup.churners(0, p.whole(CONNECTIONS), p.whole(SIZE)))),
                    Loads.fromManyAddresses(Loads.again(
                            Work.ECHO, p, PeerGroup.churners(p.get(RATE), p.whole(CONNECTIONS), p.whole(SIZE))))),
            (p, laps) -> new Findings()
                    .throughput(laps.get(0), Findings.CONNECTIONS_PER_SECOND, "connections/s")
                    .latency(laps.get(1), "connect, echo"),
            List.of(Findings.CONNECTIONS_PER_SECOND, Findings.P99));

    static final Scenario LADDER = new Scenario(
            "ladder",
            "the highest rate of round trips, due whether or not answers come, at which the 99th percentile stays under a bound",
            Work.ECHO,
            Loads.times()
                    .with(CONNECTIONS, 50)
                    .with(SIZE, 64)
                    .with(RATE, 5000)
                    .with(BOUND, 5)
                    .with(Parameter.SECONDS, 2),
            p -> new Ladder(
                    Loads.warmUp(Work.ECHO, p, PeerGroup.callers(p.whole(CONNECTIONS), p.whole(SIZE), 1)),
                    p.get(RATE),
                    p.get(BOUND) * 1e6,
                    rate -> Loads.again(Work.ECHO, p, PeerGroup.callersAt(rate, p.whole(CONNECTIONS), p.whole(SIZE)))),
            (p, laps) -> new Findings()
                    .add(
                            Findings.HIGHEST_RATE,
                            Ladder.highestGood(laps, p.get(BOUND) * 1e6).orElse(0),
                            "messages/s",
                            Better.HIGHER),
            List.of(Findings.HIGHEST_RATE));

    private static Findings most(Parameters parameters, List<Lap> laps) {
        return new Findings().throughput(laps.get(0), Findings.PER_SECOND, "messages/s");
    }

    private static Findings mostThenLatency(Parameters parameters, List<Lap> laps) {
        return new Findings()
                .throughput(laps.get(0), Findings.PER_SECOND, "messages/s")
                .latency(laps.get(1), "round trip");
    }
}
