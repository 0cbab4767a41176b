package dev.penstock.sim;

import dev.penstock.Connection;
import dev.penstock.Group;
import dev.penstock.WriteResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A group of a world, with a list of its members to compare it with, and a running number for what is said in it. */
final class Room {
    private final World world;
    private final int number;
    private final Group group;
    private final List<Visit> members = new ArrayList<>();
    private final List<Long> joined = new ArrayList<>();
    private long joins;
    private int said;

    Room(World world, int number) {
        this.world = world;
        this.number = number;
        this.group = new Group(world.reactor());
    }

    void join(Visit visit) {
        boolean wasMember = group.contains(visit.connection);
        boolean isNew = group.join(visit.connection);
        if (wasMember && isNew) world.fail(visit.peer + " joined twice");
        if (!isNew) return;
        if (visit.isGone) world.fail(visit.peer + " joined, and nothing can be written to it");
        forget(visit);
        members.add(visit);
        joined.add(++joins);
    }

    void leave(Visit visit) {
        boolean wasMember = group.contains(visit.connection);
        if (group.leave(visit.connection) != wasMember)
            world.fail(visit.peer + " left and was no member, or the reverse");
        if (group.contains(visit.connection)) world.fail(visit.peer + " is a member still");
        forget(visit);
    }

    private void forget(Visit visit) {
        int index = members.indexOf(visit);
        if (index < 0) return;
        members.remove(index);
        joined.remove(index);
    }

    /** Says something to all members but one, or to all. */
    void say(Visit except, ByteBuffer scratch) {
        int tag = Tag.said(number, said++);
        int length = world.plan().chat().length(world.dice());
        scratch.clear();
        world.rooms().encode(scratch, tag, length);
        scratch.flip();
        int actual = scratch.remaining();
        var delivery = new Delivery(tag, actual, except);
        int accepted = group.broadcast(scratch, except == null ? null : except.connection, delivery);
        if (scratch.hasRemaining()) world.fail("a message was not consumed");
        delivery.end(accepted);
    }

    /** After each turn: whoever has ended is no member. */
    void check() {
        for (int i = members.size() - 1; i >= 0; i--) {
            boolean isMember = group.contains(members.get(i).connection);
            if (isMember && members.get(i).isOver())
                world.fail(members.get(i).peer + " has ended and is a member still");
            if (isMember && members.get(i).hasEndedOutput)
                world.fail(members.get(i).peer + " is a member still, and nothing can be sent to it");
            if (isMember) continue;
            members.remove(i);
            joined.remove(i);
        }
        if (group.size() != members.size())
            world.fail("room " + number + " has " + group.size() + " members, and they are " + members.size());
    }

    /** One message on its way to all members, each in its turn: in the order in which they joined. */
    private final class Delivery implements Group.Results {
        private final int tag;
        private final int length;
        private final Visit except;
        private final List<Visit> expected = new ArrayList<>(members);
        private final long latest = joins;
        private int next;
        private int accepted;

        Delivery(int tag, int length, Visit except) {
            this.tag = tag;
            this.length = length;
            this.except = except;
        }

        @Override
        public void delivered(Connection member, WriteResult result) {
            Visit visit = world.handlers().visitOf(member);
            if (visit == except) world.fail("a message reached " + visit.peer + ", who was left out");
            if (result == WriteResult.RETRY) world.fail("a member of a group is to try again");
            passTo(visit);
            if (result == WriteResult.ACCEPTED) accepted++;
            visit.ledger.note(tag, length, result);
            world.rooms().perhapsMeddle();
        }

        private void passTo(Visit visit) {
            while (next < expected.size() && expected.get(next) != visit) skip(expected.get(next++));
            if (next++ == expected.size()) world.fail("a message reached " + visit.peer + " twice, or out of turn");
        }

        private void skip(Visit visit) {
            if (visit == except || !group.contains(visit.connection)) return;
            int index = members.indexOf(visit);
            if (index < 0 || joined.get(index) <= latest) world.fail("a message passed over " + visit.peer);
        }

        void end(int answered) {
            while (next < expected.size()) skip(expected.get(next++));
            if (answered != accepted) world.fail("a broadcast says " + answered + " accepted, and it were " + accepted);
        }
    }
}
