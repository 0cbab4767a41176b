package dev.penstock.bench.run;

/** How long something takes, for people. */
final class Times {
    private Times() {}

    /** {@code 45 s}, {@code 2 min 5 s}, {@code 1 h 20 min}. */
    static String inWords(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        if (whole < 60) return whole + " s";
        if (whole < 3600) return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
        return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
