package dev.penstock.apps.chat;

import dev.penstock.Reactor;
import java.util.TreeMap;

/**
 * The rooms there are, and who goes from one to another. The lobby always is; any other room begins with its first member and
 * ends with its last.
 */
final class Rooms {
    private static final String LOBBY = "lobby";

    private final Reactor reactor;
    private final ChatOptions options;
    private final Draft draft;
    private final HistoryBudget histories = new HistoryBudget(HistoryBudget.MOST_BYTES);
    private final TreeMap<String, Room> rooms = new TreeMap<>(); // by name, as /rooms lists them
    private final Room lobby;

    Rooms(Reactor reactor, ChatOptions options, Draft draft) {
        this.reactor = reactor;
        this.options = options;
        this.draft = draft;
        this.lobby = open(LOBBY);
    }

    /** Somebody has come: those in the lobby hear of it, and it hears where it is, and what was said. */
    void arrive(Member member) {
        lobby.announce(member, draft.notice(Notices.joined(member.name())), false);
        lobby.add(member);
        member.tell(draft.notice(Notices.greeting(member.name(), LOBBY)));
        options.motd().tell(member);
        lobby.history().forEachLine(draft, member::tell);
    }

    /** The room of that name, a new one if need be; null if there are too many. */
    Room open(String name) {
        String key = NameRules.fold(name);
        Room room = rooms.get(key);
        if (room != null || rooms.size() >= options.maxRooms()) return room;
        room = new Room(name, reactor, new History(options.history(), options.mostHistoryBytes(), histories));
        rooms.put(key, room);
        return room;
    }

    void move(Member member, Room room) {
        leave(member, Notices.left(member.name()));
        room.announce(member, draft.notice(Notices.joined(member.name())), false);
        room.add(member);
        member.tell(draft.notice(Notices.inRoom(room.name())));
        room.history().forEachLine(draft, member::tell);
    }

    /** Somebody leaves its room; those who stay are told. */
    void leave(Member member, String notice) {
        Room room = member.room();
        room.remove(member);
        room.announce(member, draft.notice(notice), false);
        endIfEmpty(room);
    }

    /** The server stops: everybody leaves, so nobody is told. */
    void leaveSilently(Member member) {
        Room room = member.room();
        room.remove(member);
        endIfEmpty(room);
    }

    private void endIfEmpty(Room room) {
        if (room.size() > 0 || room == lobby) return;
        room.history().release();
        rooms.remove(NameRules.fold(room.name()), room);
    }

    /** Most there can be. */
    int most() {
        return options.maxRooms();
    }

    /** Lists the rooms with how many are in each. */
    void list(Listing listing) {
        for (Room room : rooms.values()) {
            // One whose last member is being closed is about to end.
            if (room.size() > 0 || room == lobby) listing.add(room.name() + " (" + room.size() + ")");
        }
    }
}
