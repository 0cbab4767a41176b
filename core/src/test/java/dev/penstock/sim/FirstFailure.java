package dev.penstock.sim;

import java.lang.reflect.Constructor;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Lives through worlds until one fails, and says which and why: for a reactor with a bug planted in it, without a test
 * framework around it. Exit status 0 when all hold, 1 when one fails, 2 when they could not be lived through.
 */
final class FirstFailure {
    private FirstFailure() {}

    /** The arguments are how many worlds and, for other worlds than the core's own, a class: {@link #life} tells what it is. */
    public static void main(String[] args) throws ReflectiveOperationException {
        try (var foreign = new ForeignThread()) {
            System.exit(live(Long.parseLong(args[0]), life(args.length == 1 ? null : args[1], foreign)));
        }
    }

    /** What lives through a seed: a {@link LongConsumer} by itself, or a world for which a function makes the guests. */
    @SuppressWarnings("unchecked")
    private static LongConsumer life(String name, ForeignThread foreign) throws ReflectiveOperationException {
        if (name == null) return seed -> new World(seed, foreign, null).run();
        Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        Object made = constructor.newInstance();
        if (made instanceof LongConsumer life) return life;
        var guests = (Function<Dice, Guest>) made;
        return seed -> new World(seed, foreign, null, guests).run();
    }

    private static int live(long worlds, LongConsumer life) {
        for (long seed = 1; seed <= worlds; seed++) {
            try {
                life.accept(seed);
            } catch (LinkageError broken) {
                System.out.println(
                        oneLine(broken)); // the bug does not fit these classes, and says nothing of the worlds
                return 2;
            } catch (Throwable failure) {
                System.out.println("seed " + seed + ": " + oneLine(failure));
                return 1;
            }
        }
        return 0;
    }

    private static String oneLine(Throwable failure) {
        String text = failure instanceof SimulationFailure ? failure.getMessage() : failure.toString();
        return text.replaceAll("\\s+", " ");
    }
}
