package dev.penstock.bench.load;

import dev.penstock.bench.work.Work;
import java.nio.ByteBuffer;

/** Cuts what one member reads into lines, and keeps what is not a whole one until the rest comes. */
final class LineSplitter {
    /** A longest line, a name before it, and some more: what is longer is nobody's line. */
    private static final int MAX_KEPT = Work.MAX_LINE + 1024;

    private static final byte[] NOTHING = {};

    private final ChatMember member;
    private byte[] kept = NOTHING;
    private int keptBytes;
    private boolean isEndless; // the line that goes on here was too long to keep

    LineSplitter(ChatMember member) {
        this.member = member;
    }

    void split(ByteBuffer in, long now) {
        byte[] bytes = member.crowd.tools().lineBytes();
        int to = keptBytes + in.remaining();
        System.arraycopy(kept, 0, bytes, 0, keptBytes);
        in.get(bytes, keptBytes, in.remaining());
        int from = 0;
        while (from < to) {
            int end = isEndless ? -1 : member.hear(bytes, from, to, now);
            if (end < 0) end = otherLine(bytes, from, to, now);
            if (end < 0) break;
            from = end;
        }
        keep(bytes, from, to);
    }

    private int otherLine(byte[] bytes, int from, int to, long now) {
        int end = from;
        while (end < to && bytes[end] != '\n') end++;
        if (end == to) return -1;
        if (isEndless) member.hearEndless();
        else member.hearOther(bytes, from, end + 1, now);
        isEndless = false;
        return end + 1;
    }

    private void keep(byte[] bytes, int from, int to) {
        keptBytes = to - from;
        if (keptBytes > MAX_KEPT) isEndless = true;
        if (isEndless) keptBytes = 0;
        if (keptBytes > kept.length) kept = new byte[Integer.highestOneBit(keptBytes) * 2];
        System.arraycopy(bytes, from, kept, 0, keptBytes);
    }

    /** Most bytes of what was kept and one read. */
    static int mostBytes(int readBytes) {
        return MAX_KEPT + readBytes;
    }
}
