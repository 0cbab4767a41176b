package dev.penstock.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Direct memory in chunks of powers of two, under one budget that counts every chunk's whole capacity.
 *
 * <p>The pool refuses where the budget ends; it does not run the process out of memory. A reserve at the budget's end is open
 * to {@link #takeReserved} alone, so that bytes already read from a socket always find a place.
 *
 * <p>Free chunks are kept for reuse. Those that nobody needed for a whole round of {@link #trim} go back to the system, down
 * to {@value #RETAINED_BYTES} bytes: what a burst or a dead peer took does not stay with the process.
 *
 * <p>Owned by one thread; only {@link #used()} may be read from any.
 */
public final class BufferPool {
    /** The smallest chunk: an incomplete frame of a few bytes costs no more. */
    public static final int MIN_CHUNK_BYTES = 1 << 10;

    /** Free memory that trimming leaves: a broadcast to a thousand members runs on it without allocating. */
    static final int RETAINED_BYTES = 4 << 20;

    /** How full the pool is when its users should take no more than they must. */
    public static final int TIGHT_PERCENT = 90;

    /** Loans kept for reuse: for one big payload to every member of a large group, some 300 kB of heap. */
    private static final int MAX_FREE_LOANS = 4096;

    private static final int MIN_SHIFT = 10;
    private static final int SIZE_CLASSES = 21; // 1 KiB to 1 GiB

    private static final VarHandle USED;

    static {
        try {
            USED = MethodHandles.lookup().findVarHandle(BufferPool.class, "used", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long budget;
    private final long reserve;
    private final long tight;
    private final Chunk[] free = new Chunk[SIZE_CLASSES];
    private Chunk freeLoans;
    private int freeLoansCount;
    private long used;
    private long idle; // bytes of free chunks
    private long idleLowWater; // the least of them since the last trim
    private long freed; // bytes given back to the system in all

    /**
     * @param budget most bytes that used and free chunks may come to
     * @param reserve bytes of it that only {@link #takeReserved} may touch
     */
    public BufferPool(long budget, long reserve) {
        this.budget = budget;
        this.reserve = reserve;
        this.tight = Math.min(budget / 100 * TIGHT_PERCENT, budget - 4 * reserve);
    }

    /** The capacity of the chunk that holds {@code bytes}. */
    public static int capacityFor(int bytes) {
        return 1 << (MIN_SHIFT + sizeClassFor(bytes));
    }

    /** Bytes of all chunks in use. Any thread. */
    public long used() {
        return (long) USED.getOpaque(this);
    }

    /** Most bytes that may be in use at once. */
    public long budget() {
        return budget;
    }

    /** Bytes of free chunks kept for reuse. */
    public long idle() {
        return idle;
    }

    /** Whether chunks of {@code capacity} in all would be given without touching the reserve. */
    public boolean has(long capacity) {
        return used + capacity <= budget - reserve;
    }

    /** Whether so much is in use, {@value #TIGHT_PERCENT} % or all but four reserves, that everybody should make do. */
    public boolean isTight() {
        return used >= tight;
    }

    /** Whether {@code capacity} more would leave the pool short of {@link #isTight}: only then is there any to spare. */
    public boolean canSpare(long capacity) {
        return used + capacity < tight;
    }

    /** Where it becomes tight. */
    public long tight() {
        return tight;
    }

    /** The largest chunk that {@link #take} would give, in bytes; 0 for none. */
    public long largest() {
        long open = budget - reserve - used;
        return open < MIN_CHUNK_BYTES ? 0 : Long.highestOneBit(open);
    }

    /** What is left, the reserve included. */
    public long left() {
        return budget - used;
    }

    /** An empty chunk for {@code bytes}, or null where the budget less the reserve is spent. */
    public Chunk take(int bytes) {
        return has(capacityFor(bytes)) ? grant(bytes) : null;
    }

    /** As {@link #take}, but out of the reserve too. */
    public Chunk takeReserved(int bytes) {
        return capacityFor(bytes) <= left() ? grant(bytes) : null;
    }

    private Chunk grant(int bytes) {
        int sizeClass = sizeClassFor(bytes);
        int capacity = 1 << (MIN_SHIFT + sizeClass);
        Chunk chunk = free[sizeClass];
        if (chunk != null) {
            free[sizeClass] = chunk.next;
            chunk.reset();
            idle -= capacity;
            if (idle < idleLowWater) idleLowWater = idle;
        } else {
            // Free chunks of other sizes count against the budget too: they make way.
            while (idle > 0 && used + idle + capacity > budget) freeLargest();
            chunk = new Chunk(sizeClass, capacity);
        }
        USED.setOpaque(this, used + capacity);
        return chunk;
    }

    /** A chunk that holds the same bytes and takes none of the budget; the memory lives until the last holder gave it back. */
    public Chunk lend(Chunk chunk) {
        Chunk loan = freeLoans;
        if (loan == null) {
            loan = new Chunk();
        } else {
            freeLoans = loan.next;
            freeLoansCount--;
            loan.next = null;
        }
        loan.borrow(chunk);
        return loan;
    }

    /** Takes a chunk, or a loan, back. When nobody else holds its memory, its bytes are gone. */
    public void give(Chunk chunk) {
        assert chunk.next == null : "a chunk is given back while a list still holds it";
        Chunk owner = chunk.lender == null ? chunk : endLoan(chunk);
        owner.holders--;
        if (owner.holders == 0) release(owner);
    }

    private Chunk endLoan(Chunk loan) {
        Chunk owner = loan.lender;
        loan.lender = null;
        if (freeLoansCount < MAX_FREE_LOANS) {
            loan.next = freeLoans;
            freeLoans = loan;
            freeLoansCount++;
        }
        return owner;
    }

    private void release(Chunk chunk) {
        USED.setOpaque(this, used - chunk.capacity());
        idle += chunk.capacity();
        chunk.next = free[chunk.sizeClass];
        free[chunk.sizeClass] = chunk;
    }

    /** Whether {@link #trim} has anything to do, now or in its next round. */
    public boolean wantsTrim() {
        return idle > RETAINED_BYTES;
    }

    /**
     * Frees what lay unused since the last call, at most {@code maxChunks}: the round's work stays short.
     *
     * @return whether it stopped for that limit
     */
    public boolean trim(int maxChunks) {
        long target = Math.max(RETAINED_BYTES, idle - idleLowWater);
        for (int chunks = 0; idle > target && chunks < maxChunks; chunks++) freeLargest();
        boolean more = idle > target;
        idleLowWater = more ? idle - target : idle;
        return more;
    }

    /** Bytes of all chunks that were freed so far. */
    public long freed() {
        return freed;
    }

    /** Frees every free chunk. */
    public void close() {
        while (idle > 0) freeLargest();
    }

    private void freeLargest() {
        int sizeClass = SIZE_CLASSES - 1;
        while (free[sizeClass] == null) sizeClass--;
        Chunk chunk = free[sizeClass];
        free[sizeClass] = chunk.next;
        idle -= chunk.capacity();
        if (idle < idleLowWater) idleLowWater = idle;
        freed += chunk.capacity();
        chunk.free();
    }

    private static int sizeClassFor(int bytes) {
        return bytes <= MIN_CHUNK_BYTES ? 0 : 32 - MIN_SHIFT - Integer.numberOfLeadingZeros(bytes - 1);
    }
}
