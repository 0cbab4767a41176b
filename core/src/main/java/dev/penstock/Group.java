package dev.penstock;

import dev.penstock.buffer.Chunk;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Connections that get the same messages, such as a chat's room.
 *
 * <p>A message is encoded once, by the caller. Small ones are copied into each member's queue, big ones are shared by all of
 * them: each counts whole against its member's limit, and once against the budget. What a member does not take in time is that
 * member's loss, as its policy says; nobody waits for it.
 *
 * <p>What up to 256 members are sent is handed to the kernel at the end of the turn; a larger group gets it over the next few
 * turns, so that nobody outside of it waits until thousands have been written to.
 *
 * <p>Joining and leaving are O(1). Who is closed, or whose output is ended, leaves by itself. A member may leave, and others
 * join, during a broadcast; those who join get the next one. Owned by the reactor's thread.
 */
public final class Group {
    /** From here on a message is shared: copies would cost more than a queue entry of its own, and a write of its own. */
    static final int SHARED_BYTES = 8 << 10;

    /** Hears what became of a message, member by member. */
    @FunctionalInterface
    public interface Results {
        /**
         * A member's turn has come.
         *
         * @param member the member
         * @param result what became of its message; never {@link WriteResult#RETRY}
         */
        void delivered(Connection member, WriteResult result);
    }

    /** One connection's place in one group: a node of both their lists. */
    static final class Membership {
        private final Group group;
        private final Connection member;
        private final long number;
        private Membership previous;
        private Membership next; // stays when it leaves, for a broadcast that stands here
        private Membership nextOfMember;
        private boolean hasLeft;

        private Membership(Group group, Connection member, long number) {
            this.group = group;
            this.member = member;
            this.number = number;
        }
    }

    private final Reactor reactor;
    private Membership first;
    private Membership last;
    private long joined;
    private int size;

    /**
     * Creates an empty group.
     *
     * @param reactor whose connections may join
     */
    public Group(Reactor reactor) {
        this.reactor = Objects.requireNonNull(reactor, "reactor");
    }

    /**
     * How many members it has.
     *
     * @return the members, without those that are being closed or whose output is ended
     */
    public int size() {
        return size;
    }

    /**
     * Makes a connection a member; nothing happens if it is one, is being closed, or its output is ended.
     *
     * @param connection one of this reactor's
     * @return whether it is a new member
     * @throws IllegalArgumentException if it is another reactor's
     */
    public boolean join(Connection connection) {
        assert reactor.inLoop() : "use Reactor.execute to reach a group from another thread";
        if (connection.reactor != reactor) throw new IllegalArgumentException("a group's members live on one reactor");
        if (!connection.takesOutput() || find(connection) != null) return false;
        Membership membership = new Membership(this, connection, ++joined);
        membership.nextOfMember = connection.memberships;
        connection.memberships = membership;
        membership.previous = last;
        if (last == null) first = membership;
        else last.next = membership;
        last = membership;
        size++;
        return true;
    }

    /**
     * Ends a connection's membership; nothing happens if it is no member.
     *
     * @param connection the connection
     * @return whether it was one
     */
    public boolean leave(Connection connection) {
        assert reactor.inLoop() : "use Reactor.execute to reach a group from another thread";
        Membership membership = find(connection);
        if (membership == null) return false;
        if (connection.memberships == membership) {
            connection.memberships = membership.nextOfMember;
        } else {
            Membership before = connection.memberships;
            while (before.nextOfMember != membership) before = before.nextOfMember;
            before.nextOfMember = membership.nextOfMember;
        }
        unlink(membership);
        return true;
    }

    /**
     * Whether a connection is a member.
     *
     * @param connection the connection
     * @return whether it would get a message now
     */
    public boolean contains(Connection connection) {
        return find(connection) != null;
    }

    /** A connection is in few groups, most often in one: its own list is the short one. */
    private Membership find(Connection connection) {
        Membership membership = connection.memberships;
        while (membership != null && membership.group != this) membership = membership.nextOfMember;
        return membership;
    }

    /** Ends all memberships of one who can't be written to any more. */
    static void leaveAll(Connection connection) {
        for (Membership m = connection.memberships; m != null; m = m.nextOfMember) m.group.unlink(m);
        connection.memberships = null;
    }

    private void unlink(Membership membership) {
        if (membership.previous == null) first = membership.next;
        else membership.previous.next = membership.next;
        if (membership.next == null) last = membership.previous;
        else membership.next.previous = membership.previous;
        membership.hasLeft = true;
        size--;
    }

    /**
     * Does something with each member, in the order in which they joined.
     *
     * @param action may have members leave and others join; those are left out
     */
    public void forEach(Consumer<? super Connection> action) {
        long latest = joined;
        for (Membership m = first; m != null && m.number <= latest; m = m.next) if (!m.hasLeft) action.accept(m.member);
    }

    /**
     * Sends a message to every member.
     *
     * @param message from its position to its limit; consumed
     * @return how many accepted it
     */
    public int broadcast(ByteBuffer message) {
        return broadcast(message, null, null);
    }

    /**
     * Sends a message to every member but one.
     *
     * @param message from its position to its limit; consumed
     * @param except who does not get it, most often its sender; or null
     * @return how many accepted it
     */
    public int broadcast(ByteBuffer message, Connection except) {
        return broadcast(message, except, null);
    }

    /**
     * Sends a message to every member but one, and tells what became of it.
     *
     * @param message from its position to its limit; consumed
     * @param except who does not get it, most often its sender; or null
     * @param results called for each member, in the order in which they joined; or null
     * @return how many accepted it
     */
    public int broadcast(ByteBuffer message, Connection except, Results results) {
        assert reactor.inLoop() : "use Reactor.execute to reach a group from another thread";
        boolean isShared = message.remaining() >= SHARED_BYTES && size > 1;
        Chunk shared = isShared ? reactor.output.share(message) : null;
        try {
            return deliver(message, shared, except, results);
        } finally {
            if (shared != null) reactor.output.endSharing(shared);
            message.position(message.limit());
        }
    }

    private int deliver(ByteBuffer message, Chunk shared, Connection except, Results results) {
        int accepted = 0;
        long latest = joined;
        for (Membership m = first; m != null && m.number <= latest; m = m.next) {
            if (m.hasLeft || m.member == except) continue;
            WriteResult result = reactor.output.deliver(m.member, message, shared, size);
            if (result == WriteResult.ACCEPTED) accepted++;
            if (results != null) results.delivered(m.member, result);
        }
        return accepted;
    }
}
