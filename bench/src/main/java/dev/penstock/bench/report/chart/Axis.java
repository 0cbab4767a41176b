package dev.penstock.bench.report.chart;

import java.util.List;

/** From a value to a place, 0 to 1. */
public interface Axis {
    /** What it shows, with the unit if the ticks do not say it. */
    String title();

    /** Where a value is; what lies outside is put at the nearer end. */
    double at(double value);

    List<Tick> ticks();

    /** A value that is written beside the axis. */
    record Tick(double at, String label) {}

    /** Far outside of all that is measured, and within what can be reckoned with. */
    static double bound(double value) {
        return Math.max(1e-100, Math.min(value, 1e100));
    }

    static double clamp(double at) {
        return Double.isNaN(at) ? 0 : Math.max(0, Math.min(1, at));
    }
}
