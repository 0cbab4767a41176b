package dev.penstock;

import dev.penstock.buffer.BufferPool;
import dev.penstock.timer.Timer;

/** Gives memory back that nobody has needed for a while; what a burst or a dead peer took is back within half a second. */
final class PoolTrimmer extends Timer {
    private static final long ROUND_NANOS = 250_000_000L;

    /** Most chunks freed in one turn: each costs about a microsecond. */
    private static final int MAX_CHUNKS_A_TURN = 256;

    private final Reactor reactor;
    private final BufferPool pool;
    private long freedBefore;

    PoolTrimmer(Reactor reactor, BufferPool pool) {
        this.reactor = reactor;
        this.pool = pool;
    }

    /** Begins to look, if there is anything to look for. */
    void ensure() {
        if (pool.wantsTrim() && !isArmed()) reactor.wheel.arm(this, reactor.now() + ROUND_NANOS);
    }

    @Override
    protected void fire() {
        boolean more = pool.trim(MAX_CHUNKS_A_TURN);
        if (!more && pool.freed() - freedBefore >= NativeHeap.WORTHWHILE_BYTES) {
            freedBefore = pool.freed();
            NativeHeap.trim();
        }
        if (pool.wantsTrim()) reactor.wheel.arm(this, more ? reactor.now() : reactor.now() + ROUND_NANOS);
    }
}
