package dev.penstock.apps.chat;

import dev.penstock.Connection;
import dev.penstock.Group;
import dev.penstock.Reactor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Those who hear each other, and the last lines that they said. Owned by the reactor's thread. */
final class Room {
    private final String name;
    private final Group members;
    private final History history;

    Room(String name, Reactor reactor, History history) {
        this.name = name;
        this.members = new Group(reactor);
        this.history = history;
    }

    String name() {
        return name;
    }

    History history() {
        return history;
    }

    int size() {
        return members.size();
    }

    void add(Member member) {
        members.join(member.connection);
        member.moveTo(this);
    }

    void remove(Member member) {
        members.leave(member.connection);
        member.moveTo(null);
    }

    /** What a member says goes to all others. */
    void say(Member speaker, ByteBuffer line) {
        history.add(line);
        speaker.worked(members.size(), line.remaining());
        members.broadcast(line, speaker.connection);
    }

    /** What the server says because of a member; it is nobody's words, so it is not kept. */
    void announce(Member cause, ByteBuffer notice, boolean toItself) {
        Connection except = toItself ? null : cause.connection;
        cause.worked(members.size(), notice.remaining());
        members.broadcast(notice, except);
    }

    /** Lists who is here, by name. */
    void list(Listing listing) {
        List<Member> sorted = new ArrayList<>();
        members.forEach(connection -> sorted.add((Member) connection.attachment()));
        sorted.sort(Comparator.comparing(Member::key));
        sorted.forEach(member -> listing.add(member.name()));
    }
}
