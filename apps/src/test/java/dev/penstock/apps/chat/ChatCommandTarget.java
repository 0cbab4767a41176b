package dev.penstock.apps.chat;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Reactor;
import dev.penstock.fuzz.Pieces;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A chat's lines and commands for a fuzzer: whatever two members send, in whichever pieces, everybody hears the same; nothing of
 * it is unescaped or sounds like the server; and when they have left nothing of them is kept.
 *
 * <p>An input is two bytes and what the members send: a shape, and how the bytes are cut. The byte {@value #NEXT} gives the word
 * to the other one, also in the middle of a line.
 */
public final class ChatCommandTarget {
    static final int NEXT = 0x1e;

    private static final int RAW = 1;
    private static final int HISTORY = 2;
    private static final int NARROW = 4;
    private static final int[] MAX_LINES = {300, 60, 20, 7};
    private static final int MOST_ROOMS = 3; // so few that a fuzzer opens too many
    private static final int MOST_HISTORY = 3;
    private static final int HEADER = 2;
    private static final int LONGEST = 2 << 10;

    private ChatCommandTarget() {}

    /** What a fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEADER || input.length > LONGEST) return;
        int shape = input[0];
        byte[] script = Arrays.copyOfRange(input, HEADER, input.length);
        List<String> whole = hear(shape, script, Pieces::whole);
        List<String> cut = hear(shape, script, turn -> Pieces.cut(turn, input[1] & 0xff));
        // Of a listener that reads nothing for long it depends on the time what it misses.
        boolean isNarrow = (shape & NARROW) != 0;
        if (!isNarrow && !whole.equals(cut)) throw new AssertionError("heard " + cut + ", should be " + whole);
    }

    /** What each member hears, the listener first. */
    private static List<String> hear(int shape, byte[] script, Function<byte[], List<byte[]>> cutting) {
        boolean isRaw = (shape & RAW) != 0;
        boolean isNarrow = (shape & NARROW) != 0;
        int maxLine = MAX_LINES[shape >> 3 & 3];
        int hardLimit = isNarrow ? 4 << 10 : 1 << 20;
        var options = new ChatOptions(
                maxLine, MOST_ROOMS, (shape & HISTORY) != 0 ? MOST_HISTORY : 0, 0, Motd.NONE, hardLimit);
        var trial = new ChatTrial(options, reactor -> handlers(reactor, options, isRaw), isRaw, isNarrow);
        int speaker = 0;
        for (int start = 0; start < script.length; speaker ^= 1) {
            int end = start;
            while (end < script.length && script[end] != NEXT) end++;
            for (byte[] piece : cutting.apply(Arrays.copyOfRange(script, start, end))) trial.say(speaker, piece);
            start = end + 1;
        }
        return trial.end();
    }

    private static Function<Connection, ConnectionHandler> handlers(
            Reactor reactor, ChatOptions options, boolean isRaw) {
        if (!isRaw) return new Chat(reactor, options)::handlerFor;
        var chat = new RawChat(reactor, options.hardLimit());
        return connection -> chat;
    }
}
