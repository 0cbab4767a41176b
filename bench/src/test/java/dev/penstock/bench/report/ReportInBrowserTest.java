package dev.penstock.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bench.report.markup.Markup;
import dev.penstock.bench.result.Outcome.Kind;
import dev.penstock.bench.result.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser lays it out, in frames of a phone's and of a desktop's width. */
@Timeout(60)
final class ReportInBrowserTest {
    private static final String MEASURE = """
            const inside = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
                && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
            const touch = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
            function measure(frame) {
              const page = frame.contentDocument, box = element => element.getBoundingClientRect();
              const charts = [...page.querySelectorAll('svg.chart')].filter(chart => box(chart).width > 0);
              let curves = 0, outside = [], covered = [], small = 0;
              for (const chart of charts) {
                curves += [...chart.querySelectorAll('.line, .dot')].filter(shape => box(shape).width > 0).length;
                const texts = [...chart.querySelectorAll('text')];
                for (const text of texts) {
                  if (!inside(box(text), box(chart))) outside.push(text.textContent);
                  if (parseFloat(getComputedStyle(text).fontSize) * box(chart).width / chart.viewBox.baseVal.width < 10) small++;
                }
                texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
                  if (touch(box(a), box(b))) covered.push(a.textContent + '/' + b.textContent);
                }));
              }
              const wide = page.documentElement.scrollWidth - page.documentElement.clientWidth;
              const names = Object.entries({wide, charts: charts.length, curves, small});
              return names.map(([name, value]) => name + '=' + value).join(' ') + ' outside=[' + outside + '] covered=[' + covered + ']';
            }
            onload = () => {
              for (const frame of document.querySelectorAll('iframe')) {
                const line = document.createElement('p');
                line.className = 'measured';
                line.textContent = frame.id + ': ' + measure(frame);
                document.body.append(line);
              }
            };
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldShowItsChartsOnADesktopAndOnAPhone() throws Exception {
        List<String> measured = measure(ReportPage.of(results()));
        // Verdict, delivery, latency, memory, kernel memory of one scenario; nine contenders, and one that did not end.
        assertThat(measured)
                .hasSize(2)
                .allMatch(line ->
                        line.matches("w\\d+: wide=0 charts=5 curves=\\d{2,} small=0 outside=\\[] covered=\\[]"));
    }

    private List<String> measure(String page) throws Exception {
        Markup frames = new Markup();
        frames.open("html").open("body").open("script");
        String html = frames.close().close().close().toString().replace("</script>", MEASURE + "</script>");
        StringBuilder inner = new StringBuilder();
        for (int width : new int[] {360, 1200}) {
            // A frame with its document in an attribute may be looked into.
            Markup frame = new Markup()
                    .empty(
                            "iframe",
                            "id",
                            "w" + width,
                            "srcdoc",
                            "",
                            "style",
                            "width:" + width + "px;height:900px;border:0");
            inner.append(frame.toString()
                    .replace(
                            "srcdoc=\"\"",
                            "srcdoc=\"" + page.replace("&", "&amp;").replace("\"", "&quot;") + "\""));
        }
        Path file = Files.writeString(
                directory.resolve("frames.html"),
                "<!DOCTYPE html><meta charset=\"utf-8\">" + html.replace("<body>", "<body>" + inner));
        Chromium.Page shown = Chromium.open(file, directory.resolve("profile"));
        assertThat(shown.console()).isEmpty();
        Matcher lines = Pattern.compile("<p class=\"measured\">([^<]*)</p>").matcher(shown.dom());
        return lines.results().map(line -> line.group(1)).toList();
    }

    private static Results results() {
        var madeUp = new MadeUp().scenario("slow-readers", "p99");
        List<String> contenders = List.of(
                "penstock",
                "threads-queued",
                "virtual-threads-queued",
                "netty-nio",
                "netty-epoll",
                "netty-io_uring",
                "netty-nio-writability");
        for (String contender : contenders) madeUp.p99(contender, 1e6 * contender.length(), 1.1e6 * contender.length());
        return madeUp.ended("threads", Kind.FROZE, "")
                .ended("virtual-threads", Kind.FROZE, "")
                .results();
    }
}
