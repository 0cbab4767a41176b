package dev.penstock.apps.echo;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Reactor;
import dev.penstock.apps.cli.Launcher;
import dev.penstock.apps.cli.Server;
import dev.penstock.apps.cli.ServerDefaults;
import dev.penstock.apps.cli.ServerOptions;
import dev.penstock.apps.cli.Service;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Sends every byte back, in order.
 *
 * <p>A peer that sends and does not read fills its queue up to the hard limit, is then no longer read, and so blocks itself.
 * One handler serves all connections: it has nothing to remember, because what {@code writeSome} leaves is kept and offered
 * again by the reactor.
 */
@Command(
        name = "echo",
        description = "Sends every byte back, in order.",
        defaultValueProvider = EchoServer.Defaults.class)
public final class EchoServer implements ConnectionHandler, Service, Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions options;

    public static void main(String[] args) {
        Launcher.launchAs("echo-server", new EchoServer(), args);
    }

    @Override
    public Integer call() {
        return new Server(options, spec.commandLine()).run(this);
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public Function<Connection, ConnectionHandler> handlers(Reactor reactor) {
        return connection -> this;
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        connection.writeSome(data);
    }

    static final class Defaults extends ServerDefaults {
        Defaults() {
            super(Map.of("--port", "7878", "--hard-limit", "1m"));
        }
    }
}
