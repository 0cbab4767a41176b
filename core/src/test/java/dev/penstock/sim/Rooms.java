package dev.penstock.sim;

import dev.penstock.CloseReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The rooms of a chat's world, and those who meddle with them while messages are on their way. */
final class Rooms {
    private static final int MOST = 80 << 10;
    private static final ThreadLocal<ByteBuffer[]> SCRATCH = ThreadLocal.withInitial(() -> new ByteBuffer[] {
        ByteBuffer.allocateDirect(MOST), ByteBuffer.allocate(MOST), ByteBuffer.allocateDirect(MOST)
    });

    private final ByteBuffer[] scratch = SCRATCH.get(); // for all worlds of this thread
    private final World world;
    private final List<Room> rooms = new ArrayList<>();
    private int depth; // of messages that are said while others are
    private Encoder encoder = (to, tag, length) -> Frame.put(to, 0, tag, length);

    /** How a message is written down. */
    interface Encoder {
        void encode(ByteBuffer to, int tag, int length);
    }

    Rooms(World world) {
        this.world = world;
        ChatPlan plan = world.plan().chat();
        for (int i = 0; plan != null && i < plan.rooms(); i++) rooms.add(new Room(world, i));
    }

    /** Writes messages down in another way, for worlds that are to fail. */
    void spoil(Encoder by) {
        encoder = by;
    }

    void encode(ByteBuffer to, int tag, int length) {
        encoder.encode(to, tag, length);
    }

    Room any() {
        return rooms.get(world.dice().below(rooms.size()));
    }

    void say(Room room, Visit except) {
        if (depth == scratch.length) return;
        room.say(except, scratch[depth++]);
        depth--;
    }

    void check() {
        for (int i = 0; i < rooms.size(); i++) rooms.get(i).check();
    }

    void perhapsMeddle() {
        if (world.dice().chance(world.plan().chat().meddling())) meddle();
    }

    /** Somebody joins, leaves, is closed or speaks. */
    void meddle() {
        List<Visit> visits = world.handlers().visits();
        if (visits.isEmpty()) return;
        Visit visit = visits.get(world.dice().below(visits.size()));
        if (!visit.isAlive()) return;
        switch (world.dice().below(16)) {
            case 0, 1, 2, 3, 4 -> any().join(visit);
            case 5, 6, 7, 8, 9 -> any().leave(visit);
            case 10, 11, 12, 13 -> say(any(), world.dice().chance(512) ? visit : null);
            case 14 -> {
                world.remark("somebody closes " + visit.peer);
                visit.isClosedByTask = true;
                visit.isGone = true;
                visit.connection.close();
            }
            default -> {
                world.remark("somebody aborts " + visit.peer);
                visit.isClosedByTask = true;
                visit.isAbortedByTask = true;
                visit.isGone = true;
                visit.connection.abort(CloseReason.CLOSED_BY_SERVER);
            }
        }
    }
}
