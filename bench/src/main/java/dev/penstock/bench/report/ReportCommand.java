package dev.penstock.bench.report;

import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.ResultsFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the report of a run again. */
@Command(
        name = "report",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description = "Makes report.html again from the results.json of a run.")
public final class ReportCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "Where results.json is; report.html is written beside it.")
    private Path directory;

    @Option(
            names = "--pictures",
            description = "Also write each chart as an SVG file of its own, DIR/charts/SCENARIO-CHART.svg.")
    private boolean pictures;

    @Option(names = "--help", usageHelp = true, description = "Print this and exit.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Results results = ResultsFile.read(directory.resolve(ResultsFile.NAME));
        System.out.println(Report.write(results, directory));
        if (pictures) Report.writePictures(results, directory.resolve("charts")).forEach(System.out::println);
        return 0;
    }
}
