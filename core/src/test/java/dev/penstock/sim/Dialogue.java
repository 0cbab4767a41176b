package dev.penstock.sim;

import dev.penstock.CloseReason;

/**
 * What a peer says to a {@link Guest}, and what must come back: the server once more, in its simplest form, which sees all that
 * was ever said at once.
 */
public interface Dialogue {
    /**
     * What the server does with one thing that was said.
     *
     * @param end where in the script that ends
     * @param answer what is answered
     * @param closes why the connection is then closed in order, or null
     */
    record Step(int end, byte[] answer, CloseReason closes) {
        private static final byte[] NOTHING = {};

        /** Something is answered, and the conversation goes on. */
        public static Step answer(int end, byte[] answer) {
            return new Step(end, answer, null);
        }

        /** The conversation ends. */
        public static Step close(int end, CloseReason why) {
            return new Step(end, NOTHING, why);
        }
    }

    /** Everything that the peer may say; some say only the beginning. */
    byte[] script();

    /** What the server does as soon as somebody connects; null for nothing. */
    default Step greeting() {
        return null;
    }

    /**
     * The next thing that the server must do, or null if for that it must have more.
     *
     * @param from how much of the script is done with
     * @param to how much of it is there
     * @param isEnd whether that is all there will ever be
     */
    Step next(int from, int to, boolean isEnd);

    /**
     * The server has done it, and its answer was taken.
     *
     * @param from where in the script it began
     */
    default void done(int from, Step step) {}
}
