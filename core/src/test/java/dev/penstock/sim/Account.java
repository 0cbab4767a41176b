package dev.penstock.sim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a peer of a chat has got and what it lacks, counted by itself from the gaps between the messages that arrive. All that
 * it may lack is what was dropped, and a notice must say how much that was.
 */
final class Account {
    private final World world;
    private final Peer peer;
    private int next; // in the book of its visit
    private int messages; // got, notices left out
    private int answers; // got or missed
    private final List<long[]> gaps =
            new ArrayList<>(); // messages and bytes that it lacks, by the notice that is to tell of them
    private long toldMessages;

    Account(World world, Peer peer) {
        this.world = world;
        this.peer = peer;
    }

    int answers() {
        return answers;
    }

    int messages() {
        return messages;
    }

    /** What the notices that arrived say. */
    long toldMessages() {
        return toldMessages;
    }

    /** A message that begins at {@code from} has arrived whole. */
    void got(ByteBuffer data, int from, int length) {
        Ledger ledger = peer.visit.ledger;
        int tag = Frame.number(data, from);
        for (; next < ledger.size() && ledger.isMissed(next); next++) {
            long[] gap = gap(ledger.tellings(next));
            gap[0]++;
            gap[1] += ledger.length(next);
            if (Tag.isAnswer(ledger.tag(next))) answers++;
        }
        if (next == ledger.size() || ledger.tag(next) != tag) unexpected(ledger, tag);
        if (ledger.length(next) != length) world.fail("peer " + peer + " got " + Tag.text(tag) + " in another length");
        next++;
        if (Tag.isNotice(tag)) {
            noticed(data, from, gap(Tag.number(tag)));
            return;
        }
        if (!Frame.isGenuine(data, from, 0, length)) world.fail("peer " + peer + " got a spoilt " + Tag.text(tag));
        if (Tag.isAnswer(tag)) answers++;
        messages++;
    }

    private void unexpected(Ledger ledger, int tag) {
        String expected = next == ledger.size() ? "nothing" : Tag.text(ledger.tag(next));
        String what = ledger.has(tag, next) ? " twice or too late" : "";
        world.fail("peer " + peer + " got " + Tag.text(tag) + what + " where " + expected + " is next");
    }

    /** What was dropped up to one telling and since the one before: all of it lies before that notice. */
    private long[] gap(int telling) {
        while (gaps.size() <= telling) gaps.add(new long[2]);
        return gaps.get(telling);
    }

    private void noticed(ByteBuffer data, int from, long[] gap) {
        long messages = data.getLong(from + Frame.HEADER);
        long bytes = data.getLong(from + Frame.HEADER + Long.BYTES);
        if (messages != gap[0] || bytes != gap[1])
            world.fail("peer " + peer + " is told that it missed " + messages + " messages, " + bytes
                    + " bytes, and it lacks " + gap[0] + ", " + gap[1] + " bytes");
        toldMessages += messages;
    }
}
