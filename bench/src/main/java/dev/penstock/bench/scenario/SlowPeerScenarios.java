package dev.penstock.bench.scenario;

import static dev.penstock.bench.scenario.Parameter.CONNECTIONS;
import static dev.penstock.bench.scenario.Parameter.RATE;
import static dev.penstock.bench.scenario.Parameter.SIZE;
import static dev.penstock.bench.scenario.Parameter.SPEAKERS;
import static dev.penstock.bench.scenario.Parameter.STALLED;

import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.work.Work;
import java.util.List;

/** Some peers are slow, in one way or another. The others are measured: what do they get, and when; and what does it cost. */
final class SlowPeerScenarios {
    private static final int FLOOD_SIZE = 16 << 10; // bytes of a flooder's message; what it sends is a stream anyway

    private SlowPeerScenarios() {}

    static final Scenario SLOW_READERS = new Scenario(
            "slow-readers",
            "a chat in which some members stop reading: what do the others get, and when, and what does the server keep",
            Work.CHAT,
            Loads.times()
                    .with(CONNECTIONS, 10)
                    .with(SPEAKERS, 2)
                    .with(STALLED, 10)
                    .with(SIZE, 24 << 10)
                    .with(RATE, 250),
            p -> Course.of(Loads.of(
                    Work.CHAT, p, ChatScenarios.members(p, PeerGroup.stallers(p.whole(STALLED), Loads.turnMillis(p))))),
            (p, laps) -> new Findings()
                    .delivery(laps.get(0))
                    .latency(laps.get(0), "delivery")
                    .growth(laps.get(0))
                    .cost(laps.get(0)),
            List.of(Findings.DELIVERED, Findings.P99, Findings.GROWTH));

    static final Scenario STALLED_ECHO = new Scenario(
            "stalled-echo",
            "echo peers that send all they can and never read: what do the others get, and when, and what does the server"
                    + " keep",
            Work.ECHO,
            Loads.times().with(CONNECTIONS, 10).with(STALLED, 10).with(SIZE, 64).with(RATE, 5000),
            p -> Course.of(
                    Loads.warmUp(Work.ECHO, p, PeerGroup.callers(p.whole(CONNECTIONS), p.whole(SIZE), 1)),
                    Loads.again(
                            Work.ECHO,
                            p,
                            PeerGroup.callersAt(p.get(RATE), p.whole(CONNECTIONS), p.whole(SIZE)),
                            PeerGroup.flooders(p.whole(STALLED), FLOOD_SIZE, Loads.turnMillis(p)))),
            (p, laps) -> new Findings()
                    .delivery(laps.get(1))
                    .latency(laps.get(1), "round trip")
                    .growth(laps.get(1)),
            List.of(Findings.P99, Findings.GROWTH, Findings.DELIVERED));

    static final Scenario SLOW_SENDERS = new Scenario(
            "slow-senders",
            "thousands of peers that send frames a byte a second: how long do the others wait, and what does each cost",
            Work.FRAMED,
            Loads.times()
                    .with(CONNECTIONS, 10)
                    .with(Parameter.SLOW_SENDERS, 4000)
                    .with(SIZE, 64)
                    .with(RATE, 5000),
            p -> Course.of(
                    Loads.warmUp(Work.FRAMED, p, PeerGroup.callers(p.whole(CONNECTIONS), p.whole(SIZE), 1)),
                    Loads.again(
                            Work.FRAMED,
                            p,
                            PeerGroup.callersAt(p.get(RATE), p.whole(CONNECTIONS), p.whole(SIZE)),
                            PeerGroup.tricklers(p.whole(Parameter.SLOW_SENDERS), 1, p.whole(SIZE)))),
            (p, laps) -> new Findings()
                    .latency(laps.get(1), "round trip")
                    .memoryPerConnection(laps.get(1))
                    .cost(laps.get(1)),
            List.of(Findings.P99, Findings.PER_CONNECTION));
}
