package dev.penstock.bench.scenario;

import static dev.penstock.bench.scenario.Parameter.CONNECTIONS;
import static dev.penstock.bench.scenario.Parameter.RATE;
import static dev.penstock.bench.scenario.Parameter.SIZE;
import static dev.penstock.bench.scenario.Parameter.SPEAKERS;

import dev.penstock.bench.load.PeerGroup;
import dev.penstock.bench.work.Work;
import java.util.ArrayList;
import java.util.List;

/** A chat in which all read. */
final class ChatScenarios {
    private ChatScenarios() {}

    static final Scenario CHAT = new Scenario(
            "chat",
            "a chat in which all read: how long a line takes to each of the others, and what it costs",
            Work.CHAT,
            Loads.times().with(CONNECTIONS, 50).with(SPEAKERS, 5).with(SIZE, 64).with(RATE, 400),
            p -> Course.of(Loads.of(Work.CHAT, p, members(p))),
            (p, laps) -> new Findings()
                    .latency(laps.get(0), "delivery")
                    .delivery(laps.get(0))
                    .cost(laps.get(0)),
            List.of(Findings.P99, Findings.CPU_PER_MESSAGE, Findings.DELIVERED));

    /** Speakers, listeners if there are any, and others. */
    static PeerGroup[] members(Parameters parameters, PeerGroup... others) {
        int speakers = parameters.whole(SPEAKERS);
        int listeners = parameters.whole(CONNECTIONS) - speakers;
        if (listeners < 0) throw new IllegalArgumentException("--speakers must not be more than --connections");
        if (parameters.whole(SIZE) > Work.MAX_LINE)
            throw new IllegalArgumentException("--size must be at most " + Work.MAX_LINE + " in a chat");
        List<PeerGroup> members = new ArrayList<>();
        members.add(PeerGroup.speakersAt(parameters.get(RATE), speakers, parameters.whole(SIZE)));
        if (listeners > 0) members.add(PeerGroup.listeners(listeners));
        members.addAll(List.of(others));
        return members.toArray(PeerGroup[]::new);
    }
}
