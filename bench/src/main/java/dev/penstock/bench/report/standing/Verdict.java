package dev.penstock.bench.report.standing;

import dev.penstock.bench.result.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the numbers of a scenario say, and nothing else.
 *
 * @param sentence about the figure that judges: median over the rounds, and spread
 * @param notes what else must be known to believe it
 */
public record Verdict(Badge badge, String sentence, List<String> notes) {
    public Verdict {
        notes = List.copyOf(notes);
    }

    public static Verdict of(Contest contest) {
        if (!contest.wasRun()) return new Verdict(Badge.NOT_RUN, "Not run.", List.of());
        List<String> notes = new ArrayList<>();
        Verdict verdict = judge(contest, notes);
        Doubts.about(contest, notes);
        return new Verdict(verdict.badge, verdict.sentence, notes);
    }

    private static Verdict judge(Contest contest, List<String> notes) {
        Optional<Figure> judge = contest.judge();
        String failures = failures(contest);
        if (judge.isEmpty()) return new Verdict(Badge.ALONE, "There are no figures. " + failures, notes);
        Optional<Standing> own = contest.standing(Contest.SUBJECT);
        boolean isSubject =
                own.isPresent() && own.get().isComparable(judge.get().name());
        Optional<Standing> subject = isSubject
                ? own
                : contest.standings().stream()
                        .filter(standing -> standing.isComparable(judge.get().name()))
                        .findFirst();
        if (subject.isEmpty()) return new Verdict(badgeWithout(own), "Nobody got to the end. " + failures, notes);
        Ranking ranking = Ranking.of(contest, judge.get(), subject.get());
        for (Figure other : contest.judges())
            if (!other.equals(judge.get()) && subject.get().isComparable(other.name()))
                notes.add(Ranking.of(contest, other, subject.get()).brief() + ".");
        String sentence = (ranking.sentence() + ". " + failures).strip();
        Badge badge = isSubject ? badge(ranking, contest) : badgeWithout(own);
        return new Verdict(badge, sentence, notes);
    }

    private static Badge badge(Ranking ranking, Contest contest) {
        if (!ranking.subject().failures().isEmpty()) return Badge.FAILED;
        boolean isOnlyOne = ranking.badge() == Badge.ALONE
                && contest.present().stream()
                        .anyMatch(standing -> Doubts.couldHaveRun(standing) && standing.hasFailed());
        return isOnlyOne ? Badge.AHEAD : ranking.badge();
    }

    private static Badge badgeWithout(Optional<Standing> own) {
        if (own.isEmpty() || own.get().runs().isEmpty()) return Badge.NOT_RUN;
        return own.get().hasFailed() ? Badge.FAILED : Badge.ALONE;
    }

    /** {@code threads froze in all 3 rounds.} */
    private static String failures(Contest contest) {
        List<String> phrases = new ArrayList<>();
        for (Standing standing : contest.present())
            if (!standing.failures().isEmpty() && Doubts.couldHaveRun(standing))
                phrases.add(standing.contender() + " " + standing.failures());
        return phrases.isEmpty() ? "" : String.join("; ", phrases) + ".";
    }
}
