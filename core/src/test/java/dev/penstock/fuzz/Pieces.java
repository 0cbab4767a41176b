package dev.penstock.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** How a peer's bytes are cut on their way: as an input of a fuzz target says it, by one byte. */
public final class Pieces {
    private static final int MOST_CUTS = 8;
    private static final int MOST_SINGLE_BYTES = 48; // each piece costs some turns

    private Pieces() {}

    /** All in one piece. */
    public static List<byte[]> whole(byte[] bytes) {
        return List.of(bytes);
    }

    /** Cut at a few places that follow from the seed; a short one into single bytes if that is 0. */
    public static List<byte[]> cut(byte[] bytes, int seed) {
        boolean isSingle = seed == 0 && bytes.length <= MOST_SINGLE_BYTES;
        return isSingle ? singleBytes(bytes) : cutAt(bytes, places(bytes.length, seed));
    }

    private static List<byte[]> singleBytes(byte[] bytes) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte b : bytes) pieces.add(new byte[] {b});
        return pieces;
    }

    private static int[] places(int length, int seed) {
        var random = new SplittableRandom(seed);
        return random.ints(1 + random.nextInt(MOST_CUTS), 0, length + 1)
                .sorted()
                .toArray();
    }

    private static List<byte[]> cutAt(byte[] bytes, int[] places) {
        List<byte[]> pieces = new ArrayList<>();
        int start = 0;
        for (int place : places) {
            if (place > start) pieces.add(Arrays.copyOfRange(bytes, start, place));
            start = place;
        }
        if (start < bytes.length) pieces.add(Arrays.copyOfRange(bytes, start, bytes.length));
        return pieces;
    }
}
