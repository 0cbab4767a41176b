package dev.penstock.apps.sim;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.SafeText;
import dev.penstock.apps.reply.ReplyServer;
import dev.penstock.sim.Dialogue;
import dev.penstock.sim.Dice;
import dev.penstock.sim.Guest;
import dev.penstock.sim.LineDialogue;
import dev.penstock.sim.SimulationFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The reply server, of which also what it prints is looked at: each thing that is answered, once, in order. */
final class ReplyGuest implements Guest {
    private final ServiceGuest server;
    private final boolean isOnce;
    private final List<String> printed = new ArrayList<>();
    private int checked; // of what was printed

    private ReplyGuest(
            Dice dice, int longest, BiFunction<Dice, Integer, Dialogue> dialogues, List<String> ownArguments) {
        List<String> arguments = new ArrayList<>(ownArguments);
        this.isOnce = dice.chance(200);
        if (isOnce) arguments.add("--once");
        var reply = new ReplyServer();
        reply.printTo(printed::add);
        this.server = new ServiceGuest(
                reply, ServiceGuests.hardLimit(dice, longest), dialogues, arguments.toArray(String[]::new));
    }

    static Guest ofReads(Dice dice) {
        String text = text(dice);
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        return new ReplyGuest(
                dice, answer.length, (its, about) -> new ReadDialogue(its, about, answer), List.of("--text", text));
    }

    static Guest ofLines(Dice dice) {
        String text = text(dice);
        byte[] answer = (text + "\n").getBytes(StandardCharsets.UTF_8);
        int maxLine = (int) dice.magnitude(1, 4_000);
        List<String> arguments =
                new ArrayList<>(List.of("--lines", "--text", text, "--max-line", Integer.toString(maxLine)));
        arguments.addAll(ServiceGuests.frameTimeout(dice));
        return new ReplyGuest(
                dice,
                Math.max(answer.length, maxLine),
                (its, about) -> new LineDialogue(its, about, maxLine, false, line -> answer),
                arguments);
    }

    private static String text(Dice dice) {
        return dice.oneOf("world", "\u00fc", "n" + "o".repeat(dice.between(1, 600)));
    }

    @Override
    public void configure(ListenerOptions.Builder listening, ListenerOptions drawn) {
        server.configure(listening, drawn);
    }

    @Override
    public void open(Reactor reactor) {
        server.open(reactor);
    }

    @Override
    public ConnectionHandler handler(Connection connection) {
        return server.handler(connection);
    }

    @Override
    public Dialogue dialogue(Dice dice, int about) {
        return new Printed(server.dialogue(dice, about));
    }

    @Override
    public String toString() {
        return server.toString();
    }

    /** What was said, as it was to be printed and, if only one thing is answered, until then. */
    private final class Printed implements Dialogue {
        private final Dialogue inner;

        Printed(Dialogue inner) {
            this.inner = inner;
        }

        @Override
        public byte[] script() {
            return inner.script();
        }

        @Override
        public Step next(int from, int to, boolean isEnd) {
            Step step = inner.next(from, to, isEnd);
            boolean isLast = isOnce && step != null && step.closes() == null;
            return isLast ? new Step(step.end(), step.answer(), CloseReason.CLOSED_BY_SERVER) : step;
        }

        @Override
        public void done(int from, Step step) {
            if (step.end() == from) return; // an end, and no thing that was said
            String said = new String(script(), from, step.end() - from, StandardCharsets.UTF_8);
            String expected = "client says: " + SafeText.escape(said.replaceFirst("\r?\n\\z|\r\\z", ""));
            String actual = checked < printed.size() ? printed.get(checked++) : "nothing";
            if (!actual.equals(expected))
                throw new SimulationFailure("the server printed '" + actual + "', should be '" + expected + "'");
        }
    }

    @Override
    public void end() {
        if (checked < printed.size())
            throw new SimulationFailure("the server printed '" + printed.get(checked) + "', which nobody said");
    }
}
