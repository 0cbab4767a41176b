package dev.penstock.apps.soak;

/**
 * The straight line through some points that misses them by the least squares.
 *
 * @param slope how steep it is
 * @param error the slope's standard error, if the points are independent of each other
 */
record Trend(double slope, double error) {
    static Trend of(double[] x, double[] y) {
        int n = x.length;
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = xy / xx;
        double missed = 0;
        for (int i = 0; i < n; i++) {
            double residual = y[i] - meanY - slope * (x[i] - meanX);
            missed += residual * residual;
        }
        return new Trend(slope, Math.sqrt(missed / (n - 2) / xx));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }

    /** Whether it is steeper than that beyond doubt: by three standard errors. */
    boolean exceeds(double bound) {
        return slope - 3 * error > bound;
    }
}
