package dev.penstock;

import dev.penstock.timer.Timer;

/**
 * Gives memory back that the JVM's compiler took for the path of an accept. It compiles that path when some thousands of
 * connections have come, needs ten or more megabytes for it once, and the C library would keep them resident for ever: as much as all
 * of those connections need together. Owned by the reactor's thread.
 */
final class CompilerTrimmer extends Timer {
    /** Accepts after which the JVM has certainly begun to compile: it does at 5,000 calls, or 15,000 turns of a loop. */
    static final int ACCEPTS = 8192;

    /** The compiler is done after about a second, and the JVM clears its own store of such memory every five. */
    private static final long ROUND_NANOS = 1_500_000_000L;

    private static final int ROUNDS = 5;

    private final Reactor reactor;
    private int accepts;
    private int rounds;

    CompilerTrimmer(Reactor reactor) {
        this.reactor = reactor;
    }

    /** A connection was accepted, or we connected: most of the path is the same. */
    void opened() {
        if (++accepts == ACCEPTS) reactor.wheel.arm(this, reactor.now() + ROUND_NANOS);
    }

    @Override
    protected void fire() {
        NativeHeap.trim();
        if (++rounds < ROUNDS) reactor.wheel.arm(this, reactor.now() + ROUND_NANOS);
    }
}
