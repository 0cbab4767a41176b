package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.standing.Quantity;
import java.util.ArrayList;
import java.util.List;

/** From 0, so that twice as far is twice as much. */
final class LinearAxis implements Axis {
    private static final double[] NICE = {1, 2, 2.5, 5, 10};

    private final String title;
    private final String unit;
    private final double step;
    private final double end;
    private final boolean isRounded;

    private LinearAxis(String title, double most, String unit, int steps, boolean isRounded) {
        this.title = Quantity.isScaled(unit) || unit.isEmpty() ? title : title + ", " + unit;
        this.unit = unit;
        this.step = niceStep(most, unit, steps);
        this.isRounded = isRounded;
        this.end = isRounded ? Math.max(1, Math.ceil(most / step - 1e-9)) * step : most;
    }

    /** Up to a round number, with about so many ticks. */
    static LinearAxis of(String title, double most, String unit, int steps) {
        return new LinearAxis(title, atLeastSomething(most), unit, steps, true);
    }

    /** Up to just this value, as time does. */
    static LinearAxis exact(String title, double most, String unit, int steps) {
        return new LinearAxis(title, atLeastSomething(most), unit, steps, false);
    }

    private static double atLeastSomething(double most) {
        return most > 0 ? Axis.bound(most) : 1;
    }

    private static double niceStep(double most, String unit, int steps) {
        double factor = Quantity.factor(most, unit); // 100 MiB is a round number, a hundred million bytes is not
        double rough = most / factor / steps;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double nice : NICE) if (nice * power >= rough * 0.999) return nice * power * factor;
        return 10 * power * factor;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public double at(double value) {
        return Axis.clamp(value / end);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        int count = (int) Math.floor(end / step + (isRounded ? 0.5 : 1e-9));
        for (int i = 0; i <= count; i++) {
            double value = i * step;
            ticks.add(new Tick(at(value), value == 0 ? "0" : Quantity.tick(value, unit)));
        }
        return ticks;
    }
}
