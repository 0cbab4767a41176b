package dev.penstock.bench.run;

import dev.penstock.bench.result.Outcome;

/** Why a run did not get to its end. That is a result, too. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    /** What went wrong. */
    enum Kind {
        /** The server said before it was ready that it cannot be had here. */
        UNAVAILABLE(Outcome.Kind.UNAVAILABLE),
        /** A process ended. */
        DIED(Outcome.Kind.DIED),
        /** A process was not done, or not ready, in time. */
        FROZE(Outcome.Kind.FROZE),
        /** What it said is not what was agreed: it is ended. */
        GARBAGE(Outcome.Kind.DIED);

        private final Outcome.Kind outcome;

        Kind(Outcome.Kind outcome) {
            this.outcome = outcome;
        }
    }

    private final Kind kind;

    /**
     * A failure.
     *
     * @param message safe to show
     */
    Failure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    Outcome outcome() {
        return new Outcome(kind.outcome, getMessage());
    }
}
