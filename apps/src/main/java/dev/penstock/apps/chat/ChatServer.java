package dev.penstock.apps.chat;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.apps.cli.Launcher;
import dev.penstock.apps.cli.Server;
import dev.penstock.apps.cli.ServerDefaults;
import dev.penstock.apps.cli.ServerOptions;
import dev.penstock.apps.cli.Service;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the chat. */
@Command(
        name = "chat",
        description = "Rooms in which everybody hears what anybody else says. Members that read slowly miss lines, and"
                + " cost nobody else anything.",
        defaultValueProvider = ChatServer.Defaults.class)
public final class ChatServer implements Service, Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--raw",
            description =
                    "No lines, names or rooms: what one peer sends, all others get, byte for byte, and nothing else.")
    private boolean raw;

    @Mixin
    private LineOptions lineOptions;

    @Mixin
    private SlowPeerOptions slowPeerOptions;

    @Mixin
    private ServerOptions options;

    private ChatOptions chatOptions; // null with --raw

    public static void main(String[] args) {
        Launcher.launchAs("chat-server", new ChatServer(), args);
    }

    @Override
    public Integer call() throws IOException {
        try {
            if (raw) requireNoLineOption();
            else chatOptions = lineOptions.chatOptions(options.hardLimit());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        return new Server(options, spec.commandLine()).run(this);
    }

    private void requireNoLineOption() {
        for (String name : LineOptions.NAMES) {
            if (spec.commandLine().getParseResult().hasMatchedOption(name))
                throw new IllegalArgumentException(name + " means nothing with --raw, which knows no lines");
        }
    }

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public void configure(ListenerOptions.Builder listening) {
        listening.policy(slowPeerOptions.policy(options.hardLimit(), options.stallTimeout()));
        if (raw) return;
        listening.maxReadBuffer(Chat.readBuffer(chatOptions)).frameTimeout(lineOptions.frameTimeout());
    }

    @Override
    public Function<Connection, ConnectionHandler> handlers(Reactor reactor) {
        if (raw) {
            var chat = new RawChat(reactor, options.hardLimit());
            return connection -> chat;
        }
        return new Chat(reactor, chatOptions)::handlerFor;
    }

    static final class Defaults extends ServerDefaults {
        Defaults() {
            super(Map.of("--port", "9000", "--hard-limit", "1m", "--frame-timeout", "5m"));
        }
    }
}
