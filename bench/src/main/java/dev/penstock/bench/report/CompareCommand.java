package dev.penstock.bench.report;

import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.ResultsFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what changed between two runs. */
@Command(
        name = "compare",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description =
                "Says what changed between two runs: of each figure the medians with their spreads, and whether the"
                        + " change is outside of them.")
public final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A.json", description = "Results of the first run.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B.json", description = "Results of the second.")
    private Path second;

    @Option(names = "--help", usageHelp = true, description = "Print this and exit.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Results a = ResultsFile.read(first);
        System.out.print(Comparison.of(a, ResultsFile.read(second)));
        return 0;
    }
}
