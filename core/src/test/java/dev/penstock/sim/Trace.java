package dev.penstock.sim;

import java.util.function.Consumer;

/**
 * All that happened, as one number: two runs that differ anywhere differ here. Told in lines too, if somebody listens.
 */
public final class Trace {
    private final VirtualClock clock;
    private Consumer<String> listener;
    private long hash = 0x5eed;

    Trace(VirtualClock clock) {
        this.clock = clock;
    }

    /** Has each thing told as it happens. */
    public void tell(Consumer<String> to) {
        listener = to;
    }

    public long hash() {
        return hash;
    }

    /** Notes one thing that happened to somebody. */
    void add(String what, int who, long detail) {
        hash = Dice.mix(hash ^ (clock.elapsed() * 31 + what.length() * 1_000_003L + what.charAt(0)))
                + detail * 0x9e3779b97f4a7c15L
                + who;
        if (listener != null)
            listener.accept(String.format("%14.6f ms  #%-3d %s %d", clock.elapsed() / 1e6, who, what, detail));
    }

    /** Notes something for the reader only. */
    void remark(String text) {
        if (listener != null) listener.accept(String.format("%14.6f ms       %s", clock.elapsed() / 1e6, text));
    }
}
