package dev.penstock.apps.sim;

import dev.penstock.apps.framed.FramedServer;
import dev.penstock.apps.hello.HelloServer;
import dev.penstock.sim.Dice;
import dev.penstock.sim.FrameDialogue;
import dev.penstock.sim.Guest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One of the servers for each world, with arguments that somebody might give it. */
final class ServiceGuests implements Function<Dice, Guest> {
    private static final int MOST_LIMIT = 16 << 10;

    @Override
    public Guest apply(Dice dice) {
        return switch (dice.below(5)) {
            case 0, 1 -> framed(dice);
            case 2 -> hello(dice);
            case 3 -> ReplyGuest.ofReads(dice);
            default -> ReplyGuest.ofLines(dice);
        };
    }

    private static Guest framed(Dice dice) {
        int maxFrame = (int) dice.magnitude(1, 4_000);
        List<String> arguments = new ArrayList<>(List.of("--max-frame", "" + maxFrame));
        arguments.addAll(frameTimeout(dice));
        if (dice.chance(200)) arguments.addAll(List.of("--min-frame-rate", "" + dice.magnitude(1, 1_000)));
        return new ServiceGuest(
                new FramedServer(),
                hardLimit(dice, maxFrame + 4),
                (its, about) -> new FrameDialogue(its, about, maxFrame),
                arguments.toArray(String[]::new));
    }

    private static Guest hello(Dice dice) {
        return new ServiceGuest(new HelloServer(), hardLimit(dice, 13), GreetingDialogue::new);
    }

    static List<String> frameTimeout(Dice dice) {
        return List.of("--frame-timeout", dice.chance(900) ? dice.magnitude(500, 30_000) + "ms" : "0");
    }

    static int hardLimit(Dice dice, int least) {
        return (int) dice.magnitude(Math.max(64, least), MOST_LIMIT);
    }
}
