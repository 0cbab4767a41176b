package dev.penstock.bench.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Percentiles by how rare what lies beyond them is: 90 %, 99 %, 99.9 % are equally far apart. */
final class NinesAxis implements Axis {
    /** A double knows no more nines of a percentage than these. */
    static final double MAX_NINES = 9;

    private final double nines;

    /** Up to so many nines: 2 is 99 %. */
    NinesAxis(double nines) {
        this.nines = Math.max(1, Math.min(nines, MAX_NINES));
    }

    /** How many nines a share has. */
    static double ninesOf(double share) {
        return -Math.log10(1 - share);
    }

    /** The percentile with so many nines. */
    static double percentile(double nines) {
        return 100 * (1 - Math.pow(10, -nines));
    }

    @Override
    public String title() {
        return "of all messages";
    }

    @Override
    public double at(double value) {
        return Axis.clamp(value / nines);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        ticks.add(new Tick(0, "0"));
        if (nines < 6) ticks.add(new Tick(at(ninesOf(0.5)), "50 %"));
        for (int i = 1; i <= nines + 1e-9; i++) ticks.add(new Tick(at(i), label(i)));
        return ticks;
    }

    private static String label(int nines) {
        if (nines == 1) return "90 %";
        return nines == 2 ? "99 %" : "99." + "9".repeat(nines - 2) + " %";
    }
}
