package dev.penstock.bench;

import dev.penstock.apps.cli.Launcher;
import dev.penstock.apps.cli.Version;
import dev.penstock.bench.contender.ServeCommand;
import dev.penstock.bench.load.DriveCommand;
import dev.penstock.bench.load.LoadCommand;
import dev.penstock.bench.report.CompareCommand;
import dev.penstock.bench.report.ReportCommand;
import dev.penstock.bench.run.ListCommand;
import dev.penstock.bench.run.RunCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmark's command line. */
@Command(
        name = "penstock-bench",
        description = "Drives servers with many clients and measures them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ListCommand.class,
            RunCommand.class,
            LoadCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ServeCommand.class,
            DriveCommand.class
        })
public final class Bench implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        Launcher.launch(new Bench(), args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list, run, load, report or compare");
    }
}
