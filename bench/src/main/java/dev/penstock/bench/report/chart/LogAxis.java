package dev.penstock.bench.report.chart;

import dev.penstock.bench.report.standing.Quantity;
import java.util.ArrayList;
import java.util.List;

/** The same factor is the same distance. Bytes go by powers of two, all else by decades. */
final class LogAxis implements Axis {
    private static final int MAX_TICKS = 6;
    /** Over less than so many decades there are ticks at 2 and 5 as well. */
    private static final double FEW_DECADES = 2.2;

    private final String title;
    private final String unit;
    private final boolean isBinary;
    private final double low; // as powers of the base
    private final double high;

    /** Values from least to most, both above 0. */
    LogAxis(String title, double least, double most, String unit) {
        boolean isSaid = Quantity.isScaled(unit) || unit.isEmpty();
        this.title = (isSaid ? title : title + ", " + unit) + ", log scale";
        this.unit = unit;
        this.isBinary = unit.startsWith("B");
        double from = power(least) + 1e-9;
        double to = power(most) - 1e-9;
        // Over some decades there is no tick but theirs, and the axis begins at one.
        boolean isFine = !isBinary && to - Math.floor(from) < FEW_DECADES;
        this.low = Math.floor(from) + (isFine ? step(from - Math.floor(from)) : 0);
        this.high = isBinary ? Math.max(low + 1, Math.ceil(to)) : Math.max(low + 0.3, ceil(to));
    }

    private double power(double value) {
        double power = Math.log10(Axis.bound(value));
        return isBinary ? power / Math.log10(2) : power;
    }

    /** Of 1, 2 and 5 the one below. */
    private static double step(double part) {
        return part >= Math.log10(5) ? Math.log10(5) : part >= Math.log10(2) ? Math.log10(2) : 0;
    }

    private static double ceil(double power) {
        double decade = Math.floor(power);
        double part = power - decade;
        return decade + (part <= Math.log10(2) ? Math.log10(2) : part <= Math.log10(5) ? Math.log10(5) : 1);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public double at(double value) {
        return value > 0 ? Axis.clamp((power(value) - low) / (high - low)) : 0;
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        int from = (int) Math.floor(low + 1e-9);
        int to = (int) Math.ceil(high - 1e-9);
        int every = (to - from) / MAX_TICKS + 1;
        boolean isFine = !isBinary && high - low < FEW_DECADES;
        for (int power = from; power <= to; power += every) {
            add(Math.pow(isBinary ? 2 : 10, power), ticks);
            if (isFine) add(2 * Math.pow(10, power), ticks);
            if (isFine) add(5 * Math.pow(10, power), ticks);
        }
        return ticks;
    }

    private void add(double value, List<Tick> ticks) {
        double place = (power(value) - low) / (high - low);
        if (place > -1e-6 && place < 1 + 1e-6) ticks.add(new Tick(Axis.clamp(place), Quantity.tick(value, unit)));
    }
}
