package dev.penstock.bench.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Drives a server that is already running. */
@Command(
        name = "load",
        description = "Drives a server that is already running.",
        subcommands = {EchoLoadCommand.class, FramedLoadCommand.class, ChatLoadCommand.class})
public final class LoadCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to load is missing: echo, framed or chat");
    }
}
