package dev.penstock.bench.run;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Scenarios;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Names what there is to run. */
@Command(name = "list", description = "Names the contenders and the scenarios.")
public final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "Print this and exit.")
    private boolean help;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Contenders (* in the quick run):");
        for (Contender contender : Contender.values()) {
            String mark = Selection.QUICK_CONTENDERS.contains(contender) ? "*" : " ";
            out.printf("%s %-21s %s%n", mark, contender, contender.description());
            contender.unavailable().ifPresent(why -> out.printf("  %-21s not available here: %s%n", "", why));
        }
        out.println();
        out.println("Scenarios, with parameters as options of run (* in the quick run):");
        for (Scenario scenario : Scenarios.ALL) {
            String mark = Scenarios.isQuick(scenario) ? "*" : " ";
            out.printf("%s %-15s %s%n", mark, scenario.name(), scenario.description());
            out.printf("  %-15s %s%n", "", parameters(scenario.parameters().show()));
        }
        out.flush();
    }

    private static String parameters(Map<String, String> shown) {
        return shown.entrySet().stream()
                .map(parameter -> "--" + parameter.getKey() + " " + parameter.getValue())
                .collect(Collectors.joining(", "));
    }
}
