package dev.penstock.buffer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * Direct memory that can be given back at once, not when the collector happens to run.
 *
 * <p>From Java 22 on a block is a confined {@code java.lang.foreign.Arena}; before that, when that class is missing, the
 * cleaner of an ordinary direct buffer is invoked. Both are reached by reflection, because the project is compiled for 17.
 * Where neither is to be had (a reduced runtime image), a freed block waits for the collector.
 *
 * <p>A block belongs to the thread that allocated it.
 */
final class DirectMemory {
    /** A block and what gives it back. */
    record Block(ByteBuffer bytes, AutoCloseable owner) {
        void free() {
            try {
                owner.close();
            } catch (Exception e) {
                throw new IllegalStateException("a block of direct memory could not be freed", e);
            }
        }
    }

    private interface Allocator {
        Block allocate(int capacity) throws ReflectiveOperationException;
    }

    private static final Allocator ALLOCATOR = bestAllocator();

    private DirectMemory() {}

    /**
     * Allocates zeroed memory.
     *
     * @throws OutOfMemoryError when there is no more: before Java 22 at {@code -XX:MaxDirectMemorySize}, from then on only when
     *     the system has none
     */
    static Block allocate(int capacity) {
        try {
            return ALLOCATOR.allocate(capacity);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Allocator bestAllocator() {
        try {
            return Runtime.version().feature() >= 22 ? arenas() : cleaners();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return capacity -> new Block(ByteBuffer.allocateDirect(capacity), () -> {});
        }
    }

    private static Allocator arenas() throws ReflectiveOperationException {
        Class<?> arena = Class.forName("java.lang.foreign.Arena");
        Method ofConfined = arena.getMethod("ofConfined");
        Method allocate = arena.getMethod("allocate", long.class, long.class);
        Method asByteBuffer = Class.forName("java.lang.foreign.MemorySegment").getMethod("asByteBuffer");
        return capacity -> {
            AutoCloseable owner = (AutoCloseable) ofConfined.invoke(null);
            return new Block((ByteBuffer) asByteBuffer.invoke(allocate.invoke(owner, (long) capacity, 64L)), owner);
        };
    }

    private static Allocator cleaners() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        var field = unsafe.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Object instance = field.get(null);
        Method invokeCleaner = unsafe.getMethod("invokeCleaner", ByteBuffer.class);
        return capacity -> {
            ByteBuffer bytes = ByteBuffer.allocateDirect(capacity);
            return new Block(bytes, () -> invokeCleaner.invoke(instance, bytes));
        };
    }
}
