package dev.penstock.sim;

/**
 * How the network behaves: odds in 1024, and times in nanoseconds. Drawn once a world, so that worlds differ in kind and not
 * only in their events.
 *
 * @param minDelay the least time on the wire
 * @param maxDelay the most time on the wire
 * @param shortRead odds that a read gets less than there is
 * @param emptyRead odds that a read gets nothing although there is something
 * @param shortWrite odds that a write is taken in part although there is room
 * @param emptyWrite odds that a write is not taken although there is room
 * @param split odds that what is sent together arrives in two parts
 * @param spuriousReady odds a select that a key is ready for no reason
 * @param spuriousReturn odds a wait that it ends early
 * @param shuffled whether ready keys come in random order
 * @param acceptFailure odds that an accept fails for want of descriptors
 * @param resetDestroys odds that a reset destroys what its receiver has not read yet, as it does on some systems
 * @param operationCost the time that each call takes
 */
public record Weather(
        long minDelay,
        long maxDelay,
        int shortRead,
        int emptyRead,
        int shortWrite,
        int emptyWrite,
        int split,
        int spuriousReady,
        int spuriousReturn,
        boolean shuffled,
        int acceptFailure,
        int resetDestroys,
        long operationCost) {

    /** A loopback without surprises. */
    public static Weather calm() {
        return new Weather(1_000, 1_000, 0, 0, 0, 0, 0, 0, 0, false, 0, 0, 0);
    }

    /** Any weather. Half of the worlds have none of a given trouble: one trouble may hide another. */
    public static Weather draw(Dice dice) {
        long delay = dice.magnitude(1_000, 20_000_000);
        return new Weather(
                delay,
                delay + (dice.chance(512) ? dice.magnitude(1_000, 30_000_000) : 0),
                odds(dice, 900),
                odds(dice, 300),
                odds(dice, 900),
                odds(dice, 300),
                odds(dice, 500),
                odds(dice, 200),
                odds(dice, 200),
                dice.chance(512),
                odds(dice, 200),
                odds(dice, 1024),
                dice.between(0, 5_000));
    }

    private static int odds(Dice dice, int most) {
        return dice.chance(512) ? 0 : dice.between(1, most);
    }

    long delay(Dice dice) {
        return minDelay == maxDelay ? minDelay : minDelay + (dice.next() >>> 1) % (maxDelay - minDelay);
    }
}
