package dev.penstock.apps.client;

import dev.penstock.apps.cli.Launcher;
import dev.penstock.apps.cli.Version;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Talks to any server over TCP or a socket file, both ways at once. */
@Command(
        name = "client",
        description = {
            "Sends its input to a server and prints what the server sends, both at once.",
            "On a terminal: lines are edited, with a history, and what is received is printed above the line; Ctrl-D on an"
                    + " empty line ends the input, Ctrl-C the client. Piped: bytes in, bytes out, untouched; the end of the input"
                    + " ends our side of the connection, and the client ends when the server does. A terminal never gets"
                    + " controls from the server: they appear as \\x1b."
        },
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        customSynopsis = {"client [OPTIONS] HOST PORT", "       client [OPTIONS] --unix PATH"},
        footer = {
            "",
            "SIZE is 65536, 64k, 1m or 2g (powers of 1024); DURATION is 500ms, 30s, 5m or 1h.",
            "Exit status: 0 the server has ended, or standard output was closed, or stopped by a signal with everything"
                    + " that was read sent; 1 no connection, or it broke, or --file was not sent whole; 2 usage; 3 stopped by a"
                    + " signal with bytes, or the rest of a file, unsent; 128 + signal on a second signal."
        })
public final class Client implements Callable<Integer> {
    private static final String ADDRESS_ORDER = "java.net.preferIPv6Addresses";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClientOptions options;

    @Option(names = "--help", usageHelp = true, description = "Print this and exit.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
    private boolean version;

    public static void main(String[] args) {
        Launcher.launchAs("client", new Client(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine commandLine = spec.commandLine();
        try {
            options.check();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage());
        }
        // The system's order, as every other client has it; the JDK would put all of IPv4 first.
        if (System.getProperty(ADDRESS_ORDER) == null) System.setProperty(ADDRESS_ORDER, "system");
        return new Session(options, text -> Launcher.say(commandLine, text)).run(Streams.probe());
    }
}
