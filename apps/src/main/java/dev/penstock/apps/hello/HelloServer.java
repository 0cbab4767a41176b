package dev.penstock.apps.hello;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.WriteResult;
import dev.penstock.apps.cli.Server;
import dev.penstock.apps.cli.ServerDefaults;
import dev.penstock.apps.cli.ServerOptions;
import dev.penstock.apps.cli.Service;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Greets and closes, once the greeting is delivered; what a peer sends is discarded. One handler serves all connections. */
@Command(
        name = "hello",
        description = "Sends 'Hello, world!' (13 bytes, no line end) and closes.",
        defaultValueProvider = HelloServer.Defaults.class)
public final class HelloServer implements ConnectionHandler, Service, Callable<Integer> {
    private static final byte[] GREETING = "Hello, world!".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer greeting = ByteBuffer.wrap(GREETING);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() {
        return new Server(options, spec.commandLine()).run(this);
    }

    @Override
    public String name() {
        return "hello";
    }

    @Override
    public void configure(ListenerOptions.Builder listening) {
        options.requireHardLimitHolds("the greeting", GREETING.length);
    }

    @Override
    public Function<Connection, ConnectionHandler> handlers(Reactor reactor) {
        return connection -> this;
    }

    @Override
    public void onOpen(Connection connection) {
        // When the budget is spent there is no room even for this; then onWritable tries again.
        if (connection.write(greeting.rewind()) != WriteResult.RETRY) connection.close();
    }

    @Override
    public void onWritable(Connection connection) {
        onOpen(connection);
    }

    @Override
    public void onData(Connection connection, ByteBuffer data) {
        data.position(data.limit());
    }

    static final class Defaults extends ServerDefaults {
        Defaults() {
            super(Map.of("--port", "3490", "--hard-limit", "256k"));
        }
    }
}
