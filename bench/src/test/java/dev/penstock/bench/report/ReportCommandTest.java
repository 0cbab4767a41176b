package dev.penstock.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.penstock.bench.result.ResultsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(30)
final class ReportCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldMakeTheReportAgain() throws Exception {
        ResultsFile.write(ReportPageTest.results(), directory.resolve(ResultsFile.NAME));
        assertThat(new CommandLine(new ReportCommand()).execute(directory.toString()))
                .isZero();
        assertThat(directory.resolve("report.html")).hasContent(ReportPage.of(ReportPageTest.results()));
        assertThat(directory.resolve("charts")).doesNotExist();
    }

    @Test
    void shouldDrawEachChartIntoAFileOfItsOwn() throws Exception {
        ResultsFile.write(ReportPageTest.results(), directory.resolve(ResultsFile.NAME));
        assertThat(new CommandLine(new ReportCommand()).execute(directory.toString(), "--pictures"))
                .isZero();
        Path charts = directory.resolve("charts");
        assertThat(charts.resolve("slow-readers-delivery.svg")).exists();
        Xml.parse(Files.readString(charts.resolve("slow-readers-latency.svg")));
    }

    @Test
    void shouldWriteNowhereElseWhateverAScenarioIsCalled() throws Exception {
        var madeUp = new MadeUp().scenario("../../etc/x", "p99").p99("penstock", 1e6);
        madeUp.scenario("/", "p99").p99("penstock", 1e6).scenario("?", "p99").p99("penstock", 1e6);
        List<Path> files = Report.writePictures(madeUp.results(), directory.resolve("charts"));
        assertThat(files)
                .doesNotHaveDuplicates()
                .allMatch(file -> file.getParent().equals(directory.resolve("charts")));
        assertThat(files).extracting(file -> file.getFileName().toString()).contains("-etc-x-latency.svg");
    }

    @Test
    void shouldSayThatThereAreNoResults() {
        var command = new CommandLine(new ReportCommand());
        command.parseArgs(directory.toString());
        assertThatIOException()
                .isThrownBy(() -> command.<ReportCommand>getCommand().call())
                .withMessage("there is no " + directory.resolve("results.json"));
    }
}
