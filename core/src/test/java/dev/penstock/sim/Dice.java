package dev.penstock.sim;

/**
 * Where all chance comes from: SplitMix64, written out because the bounded draws of the JDK's generators are not the same in
 * all of its versions.
 */
public final class Dice {
    private long state;

    public Dice(long seed) {
        this.state = seed;
    }

    public long next() {
        return mix(state += 0x9e3779b97f4a7c15L);
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 to {@code bound} - 1. The bias is far below what a test could see. */
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** From {@code least} to {@code most}, both included. */
    public int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** From {@code least} to {@code most}, each order of magnitude as likely as the next. */
    public long magnitude(long least, long most) {
        long range = least;
        int doublings = 63 - Long.numberOfLeadingZeros(most / least);
        range <<= below(doublings + 1);
        return Math.min(most, range + (next() >>> 1) % range);
    }

    /** True this many times in 1024. */
    public boolean chance(int in1024) {
        return in1024 > 0 && (next() >>> 54) < in1024;
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[below(choices.length)];
    }

    /** Other dice, so that what one part draws does not change what another does. */
    public Dice split() {
        return new Dice(next());
    }
}
