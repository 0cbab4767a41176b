package dev.penstock.bench.report.standing;

import dev.penstock.bench.result.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Where all others stand beside one contender, by one figure. Only rounds that ran to their end count.
 */
record Ranking(Figure figure, Standing subject, List<Standing> worse, List<Standing> alike, List<Standing> better) {
    /** More, and nobody reads the sentence to its end: then the first and the last stand for all. */
    private static final int MAX_NAMED = 3;

    static Ranking of(Contest contest, Figure figure, Standing subject) {
        var ranking = new Ranking(figure, subject, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Spread own = subject.figure(figure.name()).orElseThrow();
        for (Standing other : contest.standings()) {
            if (other.contender().equals(subject.contender()) || !other.isComparable(figure.name())) continue;
            ranking.place(other, own, other.figure(figure.name()).orElseThrow());
        }
        return ranking;
    }

    private void place(Standing other, Spread own, Spread others) {
        switch (Relation.of(own, others, figure)) {
            case BETTER -> worse.add(other);
            case ALIKE -> alike.add(other);
            case WORSE -> better.add(other);
        }
    }

    Badge badge() {
        if (!better.isEmpty()) return Badge.BEHIND;
        if (!alike.isEmpty()) return Badge.LEVEL;
        return worse.isEmpty() ? Badge.ALONE : Badge.AHEAD;
    }

    /** For example {@code p99: penstock’s 1.2 ms (1.1 to 1.3 ms) is ahead of threads (4 ms, 3.33 times as much)}. */
    String sentence() {
        Spread own = spread(subject);
        List<String> parts = parts(this::compared);
        String name = subject.contender();
        String start = Words.capital(figure.name()) + ": " + name + (name.endsWith("s") ? "’ " : "’s ") + median(own)
                + inBrackets(own);
        return parts.isEmpty() ? start : start + " is " + String.join(parts.size() > 2 ? "; " : ", and ", parts);
    }

    /** For a figure of second rank: {@code p99.9: 2 ms (1.9 to 2.1 ms), as good as netty-nio; ahead of threads}. */
    String brief() {
        Spread own = spread(subject);
        List<String> parts = parts(Standing::contender);
        String start = Words.capital(figure.name()) + ": " + median(own) + inBrackets(own);
        return parts.isEmpty() ? start : start + ", " + String.join("; ", parts);
    }

    private List<String> parts(Function<Standing, String> name) {
        List<String> parts = new ArrayList<>();
        part("behind ", better, name, parts);
        part("as good as ", alike, name, parts);
        part("ahead of ", worse, name, parts);
        return parts;
    }

    private static void part(
            String relation, List<Standing> standings, Function<Standing, String> name, List<String> parts) {
        int last = standings.size() - 1;
        if (last >= MAX_NAMED)
            parts.add(relation + standings.size() + " others, from " + name.apply(standings.get(0)) + " to "
                    + name.apply(standings.get(last)));
        else if (last >= 0)
            parts.add(relation + Words.list(standings.stream().map(name).toList()));
    }

    private String compared(Standing other) {
        Spread spread = spread(other);
        String detail = alike.contains(other)
                ? range(spread)
                : Words.relation(spread.median(), spread(subject).median(), figure.unit());
        return other.contender() + " (" + median(spread) + (detail.isEmpty() ? "" : ", " + detail) + ")";
    }

    private Spread spread(Standing standing) {
        return standing.figure(figure.name()).orElseThrow();
    }

    private String median(Spread spread) {
        return Quantity.format(spread.median(), figure.unit());
    }

    private String inBrackets(Spread spread) {
        String range = range(spread);
        return range.isEmpty() ? "" : " (" + range + ")";
    }

    private String range(Spread spread) {
        return Quantity.beside(spread.median(), spread.min(), spread.max(), figure.unit());
    }
}
