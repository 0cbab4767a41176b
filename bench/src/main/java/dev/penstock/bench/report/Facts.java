package dev.penstock.bench.report;

import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.report.standing.Quantity;
import dev.penstock.bench.result.Figure;
import dev.penstock.bench.result.Machine;
import dev.penstock.bench.result.Pinning;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where, when and how it was measured: what one needs to measure it again. */
final class Facts {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Facts() {}

    static String date(Instant instant) {
        return DATE.format(instant);
    }

    static void write(Markup out, Results results) {
        out.open("section", "id", "facts").element("h2", "How it was measured").open("dl");
        Machine machine = results.machine();
        fact(out, "date", date(results.startedAt()) + ", " + took(results));
        out.element("dt", "command")
                .open("dd")
                .element("code", results.commandLine())
                .close();
        fact(
                out,
                "machine",
                machine.cpu() + ", " + machine.cores() + " cores, " + Quantity.format(machine.memoryBytes(), "B")
                        + " of memory");
        fact(out, "system", machine.os() + ", kernel " + machine.kernel());
        fact(out, "pinned", pinned(results.pinning()));
        fact(out, "server JDK", serverJdks(results));
        fact(out, "load JDK", results.loadJdk());
        fact(out, "version", results.version());
        fact(out, "generator", selfTest(results.selfTest()));
        fact(out, "runs", results.runs().size() + " of " + results.planned().size() + " planned");
        out.close().line();
        method(out);
        contenders(out, results);
        out.close().line();
    }

    private static void fact(Markup out, String name, String value) {
        if (!value.isEmpty()) out.element("dt", name).element("dd", value).line();
    }

    /** The same for below a picture. */
    static List<String> footnotes(Results results) {
        Machine machine = results.machine();
        return List.of(
                date(results.startedAt()) + " · " + machine.cpu() + ", " + machine.cores() + " cores · " + machine.os(),
                "JDK " + serverJdks(results) + " · " + results.commandLine());
    }

    private static String serverJdks(Results results) {
        return results.runs().stream().map(Run::serverJdk).distinct().collect(Collectors.joining("; "));
    }

    static String took(Results results) {
        Duration took = Duration.between(results.startedAt(), results.endedAt());
        if (took.toMinutes() == 0) return "took " + took.toSeconds() + " s";
        return "took " + took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }

    static String pinned(Pinning pinning) {
        if (pinning.server().isEmpty() && pinning.load().isEmpty())
            return "no: server and load shared the cores, and disturbed each other";
        return "server on " + cores(pinning.server()) + ", load on " + cores(pinning.load());
    }

    private static String cores(String cores) {
        return cores.isEmpty() ? "any core" : "core " + cores;
    }

    private static String selfTest(List<Figure> figures) {
        return figures.stream()
                .map(figure -> figure.name() + " " + Quantity.format(figure.value(), figure.unit()))
                .collect(Collectors.joining("; "));
    }

    private static void method(Markup out) {
        out.element(
                        "p",
                        "Each contender runs in a JVM of its own and does the same work; every reply is verified. Rounds of all contenders take turns, warm-up does not count. Where messages are sent at a rate, a latency counts from the moment the message was due, so who makes others wait is charged for it. The kernel’s TCP memory is the whole machine’s.")
                .line();
    }

    private static void contenders(Markup out, Results results) {
        if (results.contenders().isEmpty()) return;
        out.open("details").element("summary", "The contenders").open("dl");
        results.contenders().forEach(contender -> fact(out, contender.name(), contender.description()));
        out.close().close().line();
    }
}
