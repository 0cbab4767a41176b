package dev.penstock.bench.load;

import java.nio.ByteBuffer;

/** Cuts what one member reads into lines, and keeps what is not a whole one until the rest comes. */
final class LineSplitter {
    private static final byte[] NOTHING = {};

    private final ChatMember member;
    private final int mostBytes;
    private byte[] kept = NOTHING;
    private int keptBytes;
    private boolean isEndless; // the line that goes on here was too long to keep

    /** Keeps so many bytes at most. */
    LineSplitter(ChatMember member, int mostBytes) {
        this.member = member;
        this.mostBytes = mostBytes;
    }

    void split(ByteBuffer in, long now) {
        int to = keptBytes + in.remaining();
        byte[] bytes = member.crowd.room().lineBytes(mostBytes + in.capacity());
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
        if (keptBytes > mostBytes) isEndless = true;
        if (isEndless) keptBytes = 0;
        if (keptBytes > kept.length) kept = new byte[Integer.highestOneBit(keptBytes) * 2];
        System.arraycopy(bytes, from, kept, 0, keptBytes);
    }
}
