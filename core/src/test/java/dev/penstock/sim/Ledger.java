package dev.penstock.sim;

import dev.penstock.ConnectionSnapshot;
import dev.penstock.SlowPeerPolicy.AtLimit;
import dev.penstock.WriteResult;
import java.util.Arrays;

/**
 * The server's book of one visit: every message that the peer was to get, in order, and what became of it. It knows from the
 * bytes that wait, and from those that the socket took, which messages must have been dropped, and never looks at what the
 * reactor counts.
 */
final class Ledger {
    private enum Fate {
        ACCEPTED,
        REFUSED,
        DROPPED
    }

    private final World world;
    private final Visit visit;
    private int[] tags = new int[16];
    private int[] lengths = new int[16];
    private Fate[] fates = new Fate[16];
    private int[] tellings = new int[16]; // how many there had been when it was missed
    private int size;
    private int notices;
    private int told; // how often
    private int head; // the first that the socket has not taken whole
    private int headTaken; // what it has taken of that
    private int dropFrom; // from here on messages may be dropped
    private long queued;
    private long written;
    private long untoldMessages;
    private long untoldBytes;
    private long missedMessages;
    private long missedBytes;

    Ledger(World world, Visit visit) {
        this.world = world;
        this.visit = visit;
    }

    /** A message was written or broadcast to the peer, and this is what the reactor said. */
    void note(int tag, int length, WriteResult result) {
        if (result == WriteResult.CLOSED) {
            noteClosed(length);
            return;
        }
        if (visit.isGone) world.fail(visit.peer + " is closed, and a message to it was " + result);
        add(tag, length, result == WriteResult.ACCEPTED ? Fate.ACCEPTED : Fate.REFUSED);
        if (result == WriteResult.ACCEPTED) {
            visit.owe(length, world.elapsed());
            queued += length;
        } else {
            missed(size - 1);
            checkRefusal(length);
        }
        follow(visit.connection.snapshot());
    }

    private void add(int tag, int length, Fate fate) {
        if (size == tags.length) {
            tags = Arrays.copyOf(tags, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            fates = Arrays.copyOf(fates, 2 * size);
            tellings = Arrays.copyOf(tellings, 2 * size);
        }
        tags[size] = tag;
        lengths[size] = length;
        fates[size++] = fate;
        if (Tag.isNotice(tag)) notices++;
    }

    private void missed(int index) {
        int length = lengths[index];
        tellings[index] = told;
        untoldMessages++;
        untoldBytes += length;
        missedMessages++;
        missedBytes += length;
    }

    /** Follows the queue: first the socket takes from its front, then the oldest may be dropped. */
    private void follow(ConnectionSnapshot now) {
        take(visit.socket.written() - written);
        long dropped = queued - now.bytesQueued();
        if (dropped < 0) world.fail(-dropped + " bytes wait for " + visit.peer + " that nobody wrote");
        if (dropped > 0) drop(dropped, now.bytesQueued());
        visit.followSoftLimit(
                now.bytesQueued() - (size > 0 && fates[size - 1] == Fate.ACCEPTED ? lengths[size - 1] : 0));
    }

    private void take(long bytes) {
        written += bytes;
        queued -= bytes;
        for (long left = bytes; left > 0; ) {
            while (fates[head] != Fate.ACCEPTED) head++;
            int n = (int) Math.min(left, lengths[head] - headTaken);
            headTaken += n;
            left -= n;
            if (headTaken < lengths[head]) break;
            head++;
            headTaken = 0;
        }
    }

    private void drop(long bytes, long left) {
        if (visit.policy.atLimit() != AtLimit.DROP_OLDEST)
            world.fail(bytes + " bytes for " + visit.peer + " vanished, under a policy that drops none");
        dropFrom = Math.max(dropFrom, headTaken > 0 ? head + 1 : head);
        int last = 0;
        while (bytes > 0) {
            while (dropFrom < size && !mayBeDropped(dropFrom)) dropFrom++;
            if (dropFrom == size || lengths[dropFrom] > bytes)
                world.fail(bytes + " bytes for " + visit.peer + " vanished that are no whole messages");
            last = lengths[dropFrom];
            fates[dropFrom] = Fate.DROPPED;
            missed(dropFrom++);
            bytes -= last;
            queued -= last;
            visit.owed -= last;
        }
        if (dropFrom == size && fates[size - 1] == Fate.DROPPED)
            world.fail("a message to " + visit.peer + " was accepted and dropped at once");
        if (left + last <= visit.policy.hardLimit() && !world.plan().mayRunShort())
            world.fail("a message to " + visit.peer + " was dropped although it fitted: " + left + " wait, it had "
                    + last + " bytes, the limit is " + visit.policy.hardLimit());
        checkOffered("dropped");
    }

    /** A notice is the only one that knows what it tells. */
    private boolean mayBeDropped(int index) {
        return fates[index] == Fate.ACCEPTED && !Tag.isNotice(tags[index]);
    }

    private void checkRefusal(int length) {
        AtLimit atLimit = visit.policy.atLimit();
        if (length > visit.policy.hardLimit()) return;
        if (atLimit == AtLimit.DISCONNECT) world.fail("a message to " + visit.peer + " was dropped, not the peer");
        long waiting = visit.connection.snapshot().bytesQueued();
        if (waiting + length <= visit.policy.hardLimit() && !world.plan().mayRunShort())
            world.fail("a message to " + visit.peer + " was refused although it fits");
        checkOffered("refused");
    }

    /** Only what the kernel did not take counts against a peer. */
    private void checkOffered(String what) {
        Weather weather = world.plan().weather();
        if (weather.shortWrite() > 0 || weather.emptyWrite() > 0 || visit.socket.isReset()) return;
        if (visit.socket.room() > 0 && visit.isWaitedFor() && !world.plan().mayRunShort())
            world.fail("a message to " + visit.peer + " was " + what + " although the kernel has room");
    }

    private void noteClosed(int length) {
        if (visit.isGone) return;
        visit.isGone = true;
        long waiting = visit.owed - visit.socket.written();
        visit.isOverHardLimit =
                visit.policy.atLimit() == AtLimit.DISCONNECT && waiting + length > visit.policy.hardLimit();
        if (visit.isOverHardLimit) checkOffered("the end of it");
    }

    /** The reactor tells the handler what its peer has missed: all that was dropped, no more and no less. */
    void told(long messages, long bytes) {
        if (messages <= 0) world.fail(visit.peer + " is told of " + messages + " missed messages");
        if (messages != untoldMessages || bytes != untoldBytes)
            world.fail("the handler of " + visit.peer + " is told of " + messages + " missed messages, " + bytes
                    + " bytes, and " + untoldMessages + ", " + untoldBytes + " bytes, were dropped");
        if (visit.connection.snapshot().bytesQueued() > visit.policy.hardLimit() / 2)
            world.fail(visit.peer + " is told what it missed while more than half of its limit waits");
        untoldMessages = 0;
        untoldBytes = 0;
        told++;
    }

    /** The connection has ended: what was never told is in its figures. */
    void closed() {
        ConnectionSnapshot last = visit.connection.snapshot();
        if (last.messagesMissed() != untoldMessages || last.bytesMissed() != untoldBytes)
            world.fail(visit.peer + " ended with " + last.messagesMissed() + " missed messages untold, "
                    + last.bytesMissed() + " bytes; it should be " + untoldMessages + ", " + untoldBytes + " bytes");
    }

    /** All that the peer was to get since it came, notices left out. */
    int said() {
        return size - notices;
    }

    /** How often the handler was told of something. */
    int told() {
        return told;
    }

    int size() {
        return size;
    }

    int tag(int index) {
        return tags[index];
    }

    int length(int index) {
        return lengths[index];
    }

    boolean isMissed(int index) {
        return fates[index] != Fate.ACCEPTED;
    }

    /** How often the handler had been told of something when a message was missed. */
    int tellings(int index) {
        return tellings[index];
    }

    /** Whether a message was to be sent, before the one with this index. */
    boolean has(int tag, int before) {
        for (int i = 0; i < before; i++) if (tags[i] == tag) return true;
        return false;
    }

    long untoldMessages() {
        return untoldMessages;
    }

    long missedMessages() {
        return missedMessages;
    }

    long missedBytes() {
        return missedBytes;
    }
}
