package dev.penstock.sim;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Worlds in which a guest lives, as many as the build is given. A seed that fails is told with the command that replays it
 * ({@code penstock.seed}), with its whole story ({@code penstock.trace}).
 */
public final class GuestWorlds {
    private static final Long SEED = Long.getLong("penstock.seed");
    private static final boolean IS_TRACED = Boolean.getBoolean("penstock.trace");

    private final String module;
    private final Class<?> test;
    private final Function<Dice, Guest> guests;

    /**
     * Worlds of one kind of guests.
     *
     * @param module the folder of the module that the test belongs to
     * @param test the test that lives through them
     * @param guests makes a world's guest
     */
    public GuestWorlds(String module, Class<?> test, Function<Dice, Guest> guests) {
        this.module = module;
        this.test = test;
        this.guests = guests;
    }

    /** Lives through those with the seeds from 1 on, or through the one that was asked for. */
    public void live(long count) {
        try (var foreign = new ForeignThread()) {
            if (SEED != null) live(SEED, foreign, IS_TRACED ? System.out::println : null);
            else for (long seed = 1; seed <= count; seed++) live(seed, foreign, null);
        }
    }

    private void live(long seed, ForeignThread foreign, Consumer<String> listener) {
        try {
            new World(seed, foreign, listener, guests).run();
        } catch (Throwable failure) {
            throw new AssertionError(
                    failure.getMessage() + "\nreplay it with: mvn -q -pl " + module + " -am test -Dtest="
                            + test.getSimpleName() + " -Dsurefire.failIfNoSpecifiedTests=false -Dpenstock.seed=" + seed
                            + " -Dpenstock.trace=true",
                    failure);
        }
    }
}
