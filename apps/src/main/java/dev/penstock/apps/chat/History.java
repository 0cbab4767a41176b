package dev.penstock.apps.chat;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * The last lines of one room, as the others saw them, in one ring of bytes. Where a line ends needs no note: no line contains a
 * line end. The ring grows by doubling, so a room that is talked in allocates nothing after a while.
 */
final class History {
    private static final int FIRST_BYTES = 1 << 10;
    private static final byte END = '\n';

    private final int mostLines;
    private final int mostBytes;
    private final HistoryBudget budget;
    private byte[] ring = {};
    private int start;
    private int size;
    private int lines;

    History(int mostLines, long mostBytes, HistoryBudget budget) {
        this.mostLines = mostLines;
        this.mostBytes = (int) Math.min(mostBytes, 1 << 30);
        this.budget = budget;
    }

    /** Keeps a line, which is not consumed; the oldest make room for it. */
    void add(ByteBuffer line) {
        if (mostLines == 0) return;
        int length = line.remaining();
        while (size + length > ring.length && grow()) {}
        while (lines > 0 && (lines == mostLines || size + length > ring.length)) dropOldest();
        if (length > ring.length) return; // those before it are gone, too, so nobody sees a gap
        int end = wrap(start + size);
        int first = Math.min(length, ring.length - end);
        line.get(line.position(), ring, end, first);
        line.get(line.position() + first, ring, 0, length - first);
        size += length;
        lines++;
    }

    private boolean grow() {
        int larger = (int) Math.min(mostBytes, Math.max(FIRST_BYTES, 2L * ring.length));
        if (larger <= ring.length || !budget.take(larger - ring.length)) return false;
        byte[] grown = new byte[larger];
        int first = Math.min(size, ring.length - start);
        System.arraycopy(ring, start, grown, 0, first);
        System.arraycopy(ring, 0, grown, first, size - first);
        ring = grown;
        start = 0;
        return true;
    }

    private void dropOldest() {
        int length = lineLength(start);
        start = wrap(start + length);
        size -= length;
        lines--;
    }

    private int lineLength(int from) {
        int at = from;
        int length = 1;
        while (ring[at] != END) {
            at = wrap(at + 1);
            length++;
        }
        return length;
    }

    private int wrap(int index) {
        return index >= ring.length ? index - ring.length : index;
    }

    /** Does something with each line, the oldest first; it lies in the draft. */
    void forEachLine(Draft draft, Consumer<ByteBuffer> action) {
        int at = start;
        for (int told = 0; told < lines; told++) {
            int length = lineLength(at);
            int first = Math.min(length - 1, ring.length - at); // the draft ends its lines itself
            draft.begin().put(ring, at, first).put(ring, 0, length - 1 - first);
            action.accept(draft.line());
            at = wrap(at + length);
        }
    }

    /** The room ends. */
    void release() {
        budget.give(ring.length);
        ring = new byte[0];
        start = size = lines = 0;
    }
}
