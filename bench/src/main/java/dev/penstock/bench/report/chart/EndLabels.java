package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.chart.Pen.Anchor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Names beside the ends of lines, each with a piece of its line, moved apart where they would cover each other. */
final class EndLabels {
    /** What a label needs beside its text. */
    static final double ROOM = 42;

    private static final double GAP = 15; // from one line of text to the next
    private static final double LEADER = 10;
    private static final double PIECE = 18;

    private EndLabels() {}

    static void draw(Pen pen, Plot plot, List<Line> lines) {
        List<Double> ends =
                lines.stream().map(line -> plot.atY(line.last().y())).toList();
        double[] places = place(ends, plot.top(), plot.bottom());
        double from = plot.right() + 4;
        double to = from + LEADER;
        for (int i = 0; i < places.length; i++) {
            Line line = lines.get(i);
            double end = Math.min(from, plot.atX(line.last().x()) + 4);
            pen.begin("label " + line.look().cssClass(), "");
            pen.line("leader", end, ends.get(i), from, ends.get(i), to, places[i]);
            pen.line("line", to, places[i], to + PIECE, places[i]);
            pen.text("name", TextWidth.shorten(line.label()), to + PIECE + 5, places[i] + 4, Anchor.START);
            pen.end();
        }
    }

    /** Where each goes, as near to where it belongs as the others allow, in the same order. */
    static double[] place(List<Double> wanted, double top, double bottom) {
        int count = wanted.size();
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(wanted::get))
                .mapToInt(i -> i)
                .toArray();
        double[] places = Arrays.stream(order).mapToDouble(wanted::get).toArray();
        double gap = count > 1 ? Math.min(GAP, (bottom - top) / (count - 1)) : GAP;
        double free = top;
        for (int i = 0; i < count; i++) {
            places[i] = Math.max(places[i], free);
            free = places[i] + gap;
        }
        double limit = bottom;
        for (int i = count - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], limit);
            limit = places[i] - gap;
        }
        double[] placed = new double[count];
        for (int i = 0; i < count; i++) placed[order[i]] = places[i];
        return placed;
    }
}
