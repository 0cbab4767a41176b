package dev.penstock.apps.cli;

import dev.penstock.ListenException;
import dev.penstock.Reactor;
import dev.penstock.ShutdownReport;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The life of a server process: listen, say so, serve until a signal, say what became of it. */
public final class ServerLife {
    private static final Pattern OPTION_NAME = Pattern.compile("\\b[a-z]+(?:[A-Z][a-z]+)+\\b|^(?:port|backlog)\\b");

    private final ListenAddresses addresses;
    private final RunOptions options;
    private final CommandLine commandLine;

    public ServerLife(ListenAddresses addresses, RunOptions options, CommandLine commandLine) {
        this.addresses = addresses;
        this.options = options;
        this.commandLine = commandLine;
    }

    /** Runs the server on the calling thread until it is stopped; returns the exit status. */
    public int run(ServerKind server) {
        StandardErrorLoggerFinder.setThreshold(options.logLevel());
        Reactor reactor;
        try {
            reactor = server.open();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(commandLine, asOptions(e.getMessage()));
        } catch (ListenException e) {
            Launcher.say(commandLine, advice(e));
            return ExitStatus.FAILED;
        }
        CompletableFuture<ShutdownReport> stopped = new CompletableFuture<>();
        StopSignals.handle(() -> reactor.shutdown(server.drainTimeout()), stopped::join);
        StatsLine.schedule(reactor, options.stats(), server::figures);
        System.out.println(server.readyLine());
        reactor.run();
        ShutdownReport report = reactor.shutdown(server.drainTimeout()).join();
        System.err.println("stopped: " + server.summary(report));
        stopped.complete(report);
        return report.bytesDropped() > 0 ? ExitStatus.DROPPED : ExitStatus.OK;
    }

    /** What the library calls maxQueued the command line calls --max-queued; its largest read buffer follows from other options. */
    private static String asOptions(String message) {
        return OPTION_NAME
                .matcher(message.replace("maxReadBuffer", "the longest frame"))
                .replaceAll(match ->
                        "--" + match.group().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    private String advice(ListenException e) {
        return switch (e.problem()) {
            case PORT_IN_USE -> "port " + addresses.port() + " is in use; choose another with --port";
            case SOCKET_FILE_IN_USE -> e.getMessage() + "; choose another with --unix";
            case UNKNOWN_HOST -> e.getMessage() + "; check --host";
            case NOT_LOCAL -> e.getMessage() + "; --host takes an address of this machine";
            case FORBIDDEN -> e.getMessage() + "; choose a port above 1023, or a directory that you may write";
            case OTHER -> e.getMessage();
        };
    }
}
