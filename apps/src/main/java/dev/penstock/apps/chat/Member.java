package dev.penstock.apps.chat;

import dev.penstock.Cancellable;
import dev.penstock.Connection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** One who takes part, from connecting to leaving. Owned by the reactor's thread. */
final class Member {
    /**
     * Work that one member may cause before it is the others' turn: 1 MiB copied, some milliseconds. One read can hold thousands
     * of lines, each of which goes to thousands of members.
     */
    private static final int WORK_BEFORE_REST = 1 << 20;

    /** What a recipient costs beside the bytes that are copied for it. */
    private static final int WORK_A_RECIPIENT = 64;

    final Connection connection;
    private final TokenBucket lines; // null where the rate is unlimited
    private final Runnable goOn = this::goOn; // kept, because a method reference would allocate at each rest
    private String name;
    private String key;
    private byte[] nameBytes;
    private Room room;
    private Cancellable pause;
    private long work;
    private boolean isGone;

    Member(Connection connection, TokenBucket lines) {
        this.connection = connection;
        this.lines = lines;
        rename(connection.peerName());
    }

    String name() {
        return name;
    }

    /** The name as it is compared with others. */
    String key() {
        return key;
    }

    /** The name as every line of this member's begins. */
    byte[] nameBytes() {
        return nameBytes;
    }

    /** Only {@link Names} knows whether it is free. */
    void rename(String newName) {
        name = newName;
        key = NameRules.fold(newName);
        nameBytes = newName.getBytes(StandardCharsets.UTF_8);
    }

    /** Where it is; null once it has left. */
    Room room() {
        return room;
    }

    void moveTo(Room newRoom) {
        room = newRoom;
    }

    /** It leaves for good; false if it has left before. */
    boolean goes() {
        boolean isFirst = !isGone;
        isGone = true;
        return isFirst;
    }

    /** Sends one line to this member alone; one that is not taken is its own loss, and counted. */
    void tell(ByteBuffer line) {
        tell(line, this);
    }

    /** The same because of somebody, whose work it is. */
    void tell(ByteBuffer line, Member cause) {
        cause.worked(1, line.remaining());
        connection.write(line);
    }

    /** Notes what it was that this member has caused. */
    void worked(int recipients, int bytes) {
        work += (long) recipients * (WORK_A_RECIPIENT + bytes);
    }

    /** Whether its next line may be taken now; if not, it is offered again later, and nothing is read until then. */
    boolean mayGoOn(long now) {
        if (work >= WORK_BEFORE_REST && rests()) return false;
        long wait = lines == null ? 0 : lines.take(now);
        if (wait == 0) return true;
        connection.pauseInput();
        pause = connection.reactor().schedule(Duration.ofNanos(wait), goOn);
        return false;
    }

    /** Lets the others have their turn, unless there are more tasks already than can wait. */
    private boolean rests() {
        work = 0;
        try {
            connection.reactor().execute(goOn);
        } catch (RejectedExecutionException e) {
            return false;
        }
        connection.pauseInput();
        return true;
    }

    private void goOn() {
        pause = null;
        connection.resumeInput();
    }

    /** Ends what was begun for it. */
    void forget() {
        if (pause != null) pause.cancel();
        pause = null;
    }
}
