package dev.penstock.sim;

import static dev.penstock.sim.Manners.EAGER;

import dev.penstock.sim.Manners.Ending;
import java.util.Arrays;

/** The kinds of peers that there are; each draws its own manners. */
enum Character {
    /** Asks, reads the answer, asks again: what must stay fast whoever else is there. */
    NORMAL {
        @Override
        Manners draw(Dice dice) {
            int chunk = dice.between(1, 400);
            int exchanges = dice.between(2, 12);
            return new Manners(
                    (long) chunk * exchanges,
                    chunk,
                    dice.magnitude(MS, SECOND),
                    true,
                    EAGER,
                    0,
                    0,
                    0,
                    Ending.HALF_CLOSE,
                    0);
        }
    },
    /** Sends a lot, then nothing for a while. */
    BURSTS {
        @Override
        Manners draw(Dice dice) {
            int chunk = dice.between(500, 6_000);
            return eager(chunk * 3L, chunk, dice.magnitude(10 * MS, 2 * SECOND), Ending.HALF_CLOSE, 0);
        }
    },
    /** Sends without a pause. */
    FLOODS {
        @Override
        Manners draw(Dice dice) {
            return eager(dice.magnitude(4_000, 40_000), 4_096, 0, Ending.HALF_CLOSE, 0);
        }
    },
    /** Sends everything, ends at once, and waits for the answers. */
    HALF_CLOSES {
        @Override
        Manners draw(Dice dice) {
            int total = dice.between(0, 8_000);
            return eager(total, Math.max(1, total), 0, Ending.HALF_CLOSE, 0);
        }
    },
    READS_NEVER {
        @Override
        Manners draw(Dice dice) {
            Ending ending = dice.oneOf(Ending.STAY, Ending.STAY, Ending.HALF_CLOSE, Ending.CLOSE);
            return new Manners(dice.magnitude(1_000, 60_000), 2_048, MS, false, 0, 0, 0, 0, ending, 0);
        }
    },
    BYTE_A_SECOND {
        @Override
        Manners draw(Dice dice) {
            return new Manners(
                    dice.magnitude(100, 20_000), 1_024, 10 * MS, false, 1, SECOND, 0, 0, Ending.HALF_CLOSE, 0);
        }
    },
    /** Reads at a rate below that of its questions. */
    READS_SLOWLY {
        @Override
        Manners draw(Dice dice) {
            int chunk = dice.between(50, 1_000);
            return new Manners(
                    dice.magnitude(1_000, 20_000), 2_048, MS, false, chunk, 100 * MS, 0, 0, Ending.HALF_CLOSE, 0);
        }
    },
    /** Stops reading for a minute, then goes on: what a laptop does that changes its network. */
    STALLS_AND_RESUMES {
        @Override
        Manners draw(Dice dice) {
            return new Manners(
                    dice.magnitude(1_000, 40_000),
                    2_048,
                    5 * MS,
                    false,
                    EAGER,
                    0,
                    dice.between(1, 5_000),
                    dice.magnitude(SECOND, 60 * SECOND),
                    Ending.HALF_CLOSE,
                    0);
        }
    },
    RESETS {
        @Override
        Manners draw(Dice dice) {
            return eager(20_000, 1_024, 20 * MS, Ending.RESET, dice.magnitude(MS, 5 * SECOND));
        }
    },
    /** Closes although the answers are still on their way. */
    CLOSES_EARLY {
        @Override
        Manners draw(Dice dice) {
            int readChunk = dice.chance(512) ? 0 : EAGER;
            return new Manners(
                    10_000,
                    1_024,
                    MS,
                    false,
                    readChunk,
                    0,
                    0,
                    0,
                    Ending.CLOSE,
                    dice.chance(512) ? 0 : dice.magnitude(MS, 5 * SECOND));
        }
    },
    /** Says nothing. */
    SILENT {
        @Override
        Manners draw(Dice dice) {
            Ending ending = dice.oneOf(Ending.STAY, Ending.HALF_CLOSE, Ending.CLOSE);
            return eager(0, 1, 0, ending, dice.magnitude(SECOND, 30 * SECOND));
        }
    },
    LEAVES_AT_ONCE {
        @Override
        Manners draw(Dice dice) {
            return eager(0, 1, 0, dice.oneOf(Ending.CLOSE, Ending.RESET), 1);
        }
    },
    /** Says something now and then, for a long time: so that those who stall are never without something new. */
    SPEAKS_NOW_AND_THEN {
        @Override
        Manners draw(Dice dice) {
            return eager(10_000, 1, dice.magnitude(100 * MS, 10 * SECOND), Ending.HALF_CLOSE, 0);
        }
    },
    /** Joins rooms and leaves them, all the time. */
    COMES_AND_GOES {
        @Override
        Manners draw(Dice dice) {
            return eager(20_000, dice.between(10, 200), dice.magnitude(MS, 2 * SECOND), Ending.HALF_CLOSE, 0);
        }
    },
    /** Stops reading for a minute while others speak, and then wants to know exactly what it missed. */
    SLEEPS_A_MINUTE {
        @Override
        Manners draw(Dice dice) {
            return new Manners(
                    dice.between(0, 300),
                    100,
                    100 * MS,
                    false,
                    EAGER,
                    0,
                    dice.between(1, 2_000),
                    60 * SECOND,
                    Ending.HALF_CLOSE,
                    0);
        }
    };

    /** Those of a chat that need others to speak. */
    static final Character[] OF_A_CHAT = {SPEAKS_NOW_AND_THEN, COMES_AND_GOES, SLEEPS_A_MINUTE};

    private static final Character[] EVERYWHERE = Arrays.copyOf(values(), SPEAKS_NOW_AND_THEN.ordinal());

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    abstract Manners draw(Dice dice);

    static Character any(Dice dice) {
        return dice.oneOf(EVERYWHERE);
    }

    private static Manners eager(long total, int chunk, long gap, Ending ending, long endAfter) {
        return new Manners(total, chunk, gap, false, EAGER, 0, 0, 0, ending, endAfter);
    }
}
