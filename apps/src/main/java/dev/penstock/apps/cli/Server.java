package dev.penstock.apps.cli;

import dev.penstock.AddressFormat;
import dev.penstock.ListenException;
import dev.penstock.Listener;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.ShutdownReport;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The life of a server process: listen, say so, serve until a signal, say what became of it. */
public final class Server {
    private static final Pattern OPTION_NAME = Pattern.compile("\\b[a-z]+(?:[A-Z][a-z]+)+\\b|^(?:port|backlog)\\b");

    private final ServerOptions options;
    private final CommandLine commandLine;

    public Server(ServerOptions options, CommandLine commandLine) {
        this.options = options;
        this.commandLine = commandLine;
    }

    /** Runs the server on the calling thread until it is stopped; returns the exit status. */
    public int run(Service service) {
        StandardErrorLoggerFinder.setThreshold(options.logLevel());
        Reactor reactor;
        Listener listener;
        try {
            ListenerOptions.Builder listening = options.listenerOptions();
            service.configure(listening);
            reactor = Reactor.open(options.reactorOptions(service.name()));
            listener = reactor.listen(listening.build(), service.handlers(reactor));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(commandLine, asOptions(e.getMessage()));
        } catch (ListenException e) {
            Launcher.say(commandLine, advice(e));
            return ExitStatus.FAILED;
        }
        CompletableFuture<ShutdownReport> stopped = new CompletableFuture<>();
        StopSignals.handle(() -> reactor.shutdown(options.drainTimeout()), stopped::join);
        StatsLine.schedule(reactor, options.stats());
        System.out.println(service.name() + " server listening on "
                + listener.addresses().stream().map(AddressFormat::format).collect(Collectors.joining(", ")));
        reactor.run();
        ShutdownReport report = reactor.shutdown(options.drainTimeout()).join();
        System.err.println("stopped: " + report.connections() + " connections, " + report.bytesDelivered()
                + " bytes handed to the kernel while draining, " + report.bytesDropped() + " bytes dropped");
        stopped.complete(report);
        return report.bytesDropped() > 0 ? ExitStatus.DROPPED : ExitStatus.OK;
    }

    /** What the library calls maxQueued the command line calls --max-queued; its largest read buffer follows from other options. */
    private static String asOptions(String message) {
        return OPTION_NAME
                .matcher(message.replace("maxReadBuffer", "the longest frame"))
                .replaceAll(match ->
                        "--" + match.group().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT));
    }

    private String advice(ListenException e) {
        return switch (e.problem()) {
            case PORT_IN_USE -> "port " + options.port() + " is in use; choose another with --port";
            case SOCKET_FILE_IN_USE -> e.getMessage() + "; choose another with --unix";
            case UNKNOWN_HOST -> e.getMessage() + "; check --host";
            case NOT_LOCAL -> e.getMessage() + "; --host takes an address of this machine";
            case FORBIDDEN -> e.getMessage() + "; choose a port above 1023, or a directory that you may write";
            case OTHER -> e.getMessage();
        };
    }
}
