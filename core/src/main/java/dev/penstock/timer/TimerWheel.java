package dev.penstock.timer;

/**
 * A hierarchical timing wheel: six levels of 64 slots, each level 64 times as coarse as the one below.
 *
 * <p>Arming and cancelling are O(1); a timer moves down a level at most five times before it is due. One bitmap a level
 * says which slots are taken, so finding the next deadline looks at no empty slot, and a wheel with nothing due costs
 * nothing. (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", 1987, scheme 7.)
 *
 * <p>Time is counted in ticks of 2<sup>20</sup> nanoseconds, about a millisecond, since the wheel was made: differences of
 * the clock only, so the clock may overflow. A timer never fires early. Owned by one thread.
 */
public final class TimerWheel {
    static final int UNARMED = -1;

    private static final int TICK_SHIFT = 20;
    private static final int LEVELS = 6;
    private static final int SLOT_BITS = 6;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final long MAX_TICKS = (1L << (LEVELS * SLOT_BITS)) - 1; // 2.3 years

    private final long originNanos;
    private final Timer[] slots = new Timer[LEVELS * SLOTS];
    private final long[] taken = new long[LEVELS];
    private long elapsed; // ticks up to which everything due has fired

    /**
     * @param nowNanos the clock's reading now
     */
    public TimerWheel(long nowNanos) {
        this.originNanos = nowNanos;
    }

    /** Arms the timer for {@code deadlineNanos} on the wheel's clock, or moves it there. */
    public void arm(Timer timer, long deadlineNanos) {
        cancel(timer);
        timer.deadlineTick = tickAtOrAfter(deadlineNanos);
        insert(timer);
    }

    /** Whether the timer is armed for no later than {@code deadlineNanos}. */
    public boolean isArmedBy(Timer timer, long deadlineNanos) {
        return timer.isArmed() && timer.deadlineTick <= tickAtOrAfter(deadlineNanos);
    }

    /** Disarms the timer, if it was armed. */
    public void cancel(Timer timer) {
        if (!timer.isArmed()) return;
        if (timer.next != null) timer.next.previous = timer.previous;
        if (timer.previous != null) {
            timer.previous.next = timer.next;
        } else {
            slots[timer.slot] = timer.next;
            if (timer.next == null) taken[timer.slot / SLOTS] &= ~(1L << timer.slot);
        }
        timer.previous = null;
        timer.next = null;
        timer.slot = UNARMED;
    }

    /**
     * Nanoseconds until something may be due: 0 when it is by now, {@code Long.MAX_VALUE} when nothing is armed. Long waits
     * may end early, at a moment when timers move down a level.
     */
    public long nanosToNext(long nowNanos) {
        long next = nextTick();
        if (next == Long.MAX_VALUE) return Long.MAX_VALUE;
        return Math.max(0, (next << TICK_SHIFT) - (nowNanos - originNanos));
    }

    /** Fires everything that is due; returns how many. */
    public int advance(long nowNanos) {
        long now = (nowNanos - originNanos) >> TICK_SHIFT;
        int fired = 0;
        for (long tick; (tick = nextTick()) <= now; ) {
            elapsed = tick;
            fired += expire(tick);
        }
        if (now > elapsed) elapsed = now;
        return fired;
    }

    /** Fires or moves down what stands in every level's slot of this tick. */
    private int expire(long tick) {
        int fired = 0;
        for (int level = LEVELS - 1; level >= 0; level--) {
            boolean isReached = (tick & ((1L << (level * SLOT_BITS)) - 1)) == 0;
            if (!isReached) continue;
            int slot = slotOf(tick, level);
            // A timer that is armed while this runs is due later than this tick, so the slot does empty.
            for (Timer timer; (timer = slots[slot]) != null; ) {
                cancel(timer);
                if (timer.deadlineTick <= tick) {
                    timer.fire();
                    fired++;
                } else {
                    insert(timer);
                }
            }
        }
        return fired;
    }

    private void insert(Timer timer) {
        long due = Math.min(Math.max(timer.deadlineTick, elapsed + 1), elapsed + MAX_TICKS);
        if (timer.deadlineTick < due) timer.deadlineTick = due;
        int level = levelFor(due);
        int slot = slotOf(due, level);
        Timer first = slots[slot];
        timer.next = first;
        if (first != null) first.previous = timer;
        slots[slot] = timer;
        timer.slot = slot;
        taken[level] |= 1L << slot;
    }

    /** The level on which {@code due} and the present first differ. */
    private int levelFor(long due) {
        int highestBit = 63 - Long.numberOfLeadingZeros((elapsed ^ due) | (SLOTS - 1));
        return Math.min(highestBit / SLOT_BITS, LEVELS - 1);
    }

    private static int slotOf(long tick, int level) {
        return level * SLOTS + (int) ((tick >>> (level * SLOT_BITS)) & (SLOTS - 1));
    }

    /** The first tick at which a taken slot is reached; the lowest taken level has it. */
    private long nextTick() {
        for (int level = 0; level < LEVELS; level++) {
            if (taken[level] == 0) continue;
            int shift = level * SLOT_BITS;
            int present = (int) ((elapsed >>> shift) & (SLOTS - 1));
            // The present slot comes last: on the highest level it may hold timers of the next revolution.
            int ahead = 1 + Long.numberOfTrailingZeros(Long.rotateRight(taken[level], present + 1));
            return ((elapsed >>> shift) + ahead) << shift;
        }
        return Long.MAX_VALUE;
    }

    private long tickAtOrAfter(long nanos) {
        return ((nanos - originNanos) + (1L << TICK_SHIFT) - 1) >> TICK_SHIFT;
    }
}
