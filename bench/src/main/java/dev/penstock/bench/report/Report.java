package dev.penstock.bench.report;

import dev.penstock.bench.report.chart.Chart;
import dev.penstock.bench.report.chart.Charts;
import dev.penstock.bench.report.chart.Look;
import dev.penstock.bench.report.chart.Svg;
import dev.penstock.bench.report.standing.Contest;
import dev.penstock.bench.result.Results;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is written of results for people. */
public final class Report {
    /** The page's name in a directory of results. */
    public static final String NAME = "report.html";

    private Report() {}

    /** Writes the page into a directory. */
    public static Path write(Results results, Path directory) throws IOException {
        return write(directory.resolve(NAME), ReportPage.of(results));
    }

    private static Path write(Path file, String text) throws IOException {
        try {
            return Files.writeString(file, text);
        } catch (FileSystemException e) { // its message is but the name
            throw new IOException(
                    "cannot write " + file + ": "
                            + (e instanceof AccessDeniedException ? "access denied" : e.getReason()),
                    e);
        }
    }

    /**
     * Writes each chart as an SVG file of its own, named {@code SCENARIO-KIND.svg}, for example {@code slow-readers-delivery.svg}.
     *
     * @param directory made if it is not there
     * @return the files
     */
    public static List<Path> writePictures(Results results, Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, Look> looks = ReportPage.looks(results);
        List<String> footnotes = Facts.footnotes(results);
        List<Path> files = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Contest contest : Contest.of(results)) {
            String subtitle =
                    subtitle(contest.scenario().name(), contest.scenario().description());
            for (Chart chart : Charts.of(contest, looks)) {
                String name = fileName(contest.scenario().name() + "-" + chart.kind(), names);
                files.add(write(directory.resolve(name), Svg.picture(chart, subtitle, footnotes)));
            }
        }
        return files;
    }

    /** What is done, without what is asked of it: more than that has no room on one line. */
    private static String subtitle(String name, String description) {
        String done = description.split(": ", 2)[0];
        return done.isEmpty() ? name : name + ": " + done;
    }

    /** Of a name from a file, one that stays in the directory. A second chart of a kind is the kind's number 2. */
    private static String fileName(String wanted, Set<String> taken) {
        String plain = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
        String name = plain;
        for (int i = 2; !taken.add(name); i++) name = plain + "-" + i;
        return name + ".svg";
    }
}
