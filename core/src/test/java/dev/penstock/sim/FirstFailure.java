package dev.penstock.sim;

import java.lang.reflect.Constructor;
import java.util.function.Function;

/**
 * Lives through worlds until one fails, and says which and why: for a reactor with a bug planted in it, without a test
 * framework around it. Exit status 0 when all hold, 1 when one fails, 2 when they could not be lived through.
 */
final class FirstFailure {
    private FirstFailure() {}

    /** The arguments are how many worlds and, for worlds with guests, the class that makes these. */
    public static void main(String[] args) throws ReflectiveOperationException {
        System.exit(live(Long.parseLong(args[0]), args.length == 1 ? dice -> null : maker(args[1])));
    }

    @SuppressWarnings("unchecked")
    private static Function<Dice, Guest> maker(String name) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Function<Dice, Guest>) constructor.newInstance();
    }

    private static int live(long worlds, Function<Dice, Guest> guests) {
        try (var foreign = new ForeignThread()) {
            for (long seed = 1; seed <= worlds; seed++) {
                try {
                    new World(seed, foreign, null, guests).run();
                } catch (LinkageError broken) {
                    System.out.println(
                            oneLine(broken)); // the bug does not fit these classes, and says nothing of the worlds
                    return 2;
                } catch (Throwable failure) {
                    System.out.println("seed " + seed + ": " + oneLine(failure));
                    return 1;
                }
            }
        }
        return 0;
    }

    private static String oneLine(Throwable failure) {
        String text = failure instanceof SimulationFailure ? failure.getMessage() : failure.toString();
        return text.replaceAll("\\s+", " ");
    }
}
