package dev.penstock.apps.cli;

import dev.penstock.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs a command line. Whatever is wrong with it becomes one line on standard error, never a stack trace. */
public final class Launcher {
    private Launcher() {}

    /** Runs the command and ends the process with its status. */
    public static void launch(Object command, String[] args) {
        System.exit(run(new CommandLine(command), args));
    }

    /** The same for a jar that is one command under a name of its own. */
    public static void launchAs(String name, Object command, String[] args) {
        System.exit(run(new CommandLine(command).setCommandName(name), args));
    }

    private static int run(CommandLine commandLine, String[] args) {
        commandLine.setExpandAtFiles(false); // a text may begin with @
        commandLine.setParameterExceptionHandler(Launcher::usageError);
        commandLine.setExecutionExceptionHandler((failure, command, result) -> {
            say(command, failure.getMessage() != null ? failure.getMessage() : failure.toString());
            return ExitStatus.FAILED;
        });
        try {
            return commandLine.execute(Arguments.asTyped(args));
        } catch (Throwable failure) {
            say(commandLine, "failed: " + failure); // an error, which picocli passes on
            return ExitStatus.FAILED;
        }
    }

    private static int usageError(ParameterException failure, String[] args) {
        say(failure.getCommandLine(), failure.getMessage() + "; --help lists the options");
        return ExitStatus.USAGE;
    }

    /** One line on standard error, after the command's name. */
    public static void say(CommandLine command, String text) {
        System.err.println(programOf(command) + ": " + SafeText.escape(text.replace('\n', ' ')));
    }

    /** {@code penstock.jar echo} and {@code echo-server.jar} are the same program. */
    private static String programOf(CommandLine command) {
        boolean isServer = command.getMixins().values().stream().anyMatch(ServerOptions.class::isInstance);
        if (command.getParent() == null) return command.getCommandName();
        return isServer ? command.getCommandName() + "-server" : command.getCommandName();
    }
}
