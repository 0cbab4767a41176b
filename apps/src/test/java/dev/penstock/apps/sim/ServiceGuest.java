package dev.penstock.apps.sim;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.SlowPeerPolicy;
import dev.penstock.apps.cli.Service;
import dev.penstock.sim.Dialogue;
import dev.penstock.sim.Dice;
import dev.penstock.sim.Guest;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine;

/** A server of this module as it is launched, but for the network that it lives on. */
final class ServiceGuest implements Guest {
    private final Service service;
    private final int hardLimit;
    private final BiFunction<Dice, Integer, Dialogue> dialogues;
    private final List<String> arguments;
    private Function<Connection, ConnectionHandler> handlers;

    /**
     * Launches it.
     *
     * @param service the command
     * @param hardLimit what it is told, beside its own arguments
     * @param dialogues draws what is said to it, about so many bytes
     */
    ServiceGuest(
            Service service, int hardLimit, BiFunction<Dice, Integer, Dialogue> dialogues, String... ownArguments) {
        this.service = service;
        this.hardLimit = hardLimit;
        this.dialogues = dialogues;
        String[] all = Arrays.copyOf(ownArguments, ownArguments.length + 2);
        all[ownArguments.length] = "--hard-limit";
        all[ownArguments.length + 1] = Integer.toString(hardLimit);
        this.arguments = List.of(all);
        new CommandLine(service).parseArgs(all);
    }

    @Override
    public void configure(ListenerOptions.Builder listening, ListenerOptions drawn) {
        listening.policy(
                SlowPeerPolicy.pauseInput(hardLimit, drawn.connection().policy().stallTimeout()));
        service.configure(listening);
    }

    @Override
    public void open(Reactor reactor) {
        handlers = service.handlers(reactor);
    }

    @Override
    public ConnectionHandler handler(Connection connection) {
        return handlers.apply(connection);
    }

    @Override
    public Dialogue dialogue(Dice dice, int about) {
        return dialogues.apply(dice, about);
    }

    @Override
    public String toString() {
        return service.name() + " " + String.join(" ", arguments);
    }
}
