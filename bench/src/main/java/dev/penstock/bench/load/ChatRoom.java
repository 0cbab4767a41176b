package dev.penstock.bench.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the members of a chat share: who speaks, and room to read and write lines. */
final class ChatRoom {
    private static final int SCRATCH_BYTES = 128 << 10; // at least one line
    private static final int NAME_BYTES = 1024; // and then some

    private final int mostLineBytes;
    private final boolean serverTalks;
    private final ChatLine line;
    private final List<ChatMember> speakers = new ArrayList<>();
    private final List<ChatMember> members = new ArrayList<>();
    private byte[] lineBytes = {};
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);

    /** A chat of lines up to so many bytes. */
    ChatRoom(int token, int lineBytes, boolean serverTalks) {
        this.mostLineBytes = lineBytes + NAME_BYTES;
        this.serverTalks = serverTalks;
        this.line = new ChatLine(token, lineBytes);
    }

    /** Adds a member. Returns its number as a speaker. */
    int add(ChatMember member, boolean speaks) {
        members.add(member);
        if (!speaks) return -1;
        speakers.add(member);
        return speakers.size() - 1;
    }

    /** Whether lines may begin with a name, and some be the server's. */
    boolean serverTalks() {
        return serverTalks;
    }

    /** A longest line and a name before it. What is longer is nobody's line. */
    int mostLineBytes() {
        return mostLineBytes;
    }

    /** For what was kept, and what was read after it. */
    byte[] lineBytes(int bytes) {
        if (lineBytes.length < bytes) lineBytes = new byte[bytes];
        return lineBytes;
    }

    ChatLine line() {
        return line;
    }

    int speakers() {
        return speakers.size();
    }

    /** Null if there is none of this number. */
    ChatMember speaker(int number) {
        return number < speakers.size() ? speakers.get(number) : null;
    }

    ByteBuffer scratch() {
        return scratch;
    }

    /** Lines that were due in the measured time. */
    long due() {
        long sum = 0;
        for (ChatMember speaker : speakers) if (speaker.index == 0) sum += speaker.crowd.due();
        return sum;
    }

    /**
     * Calls the roll, once: who hears it is a member. A connection alone is not, as the server may not have got round to it.
     *
     * @return whether all have heard one
     */
    boolean callRoll() {
        boolean isComplete = true;
        ChatMember caller = null;
        for (ChatMember member : members)
            if (member.isOpen() && member.isSpeaker()) caller = caller != null ? caller : member;
        if (caller == null) return true;
        for (ChatMember member : members) isComplete &= !member.isOpen() || member == caller || member.hasHeardRoll();
        if (!isComplete) caller.callRoll();
        return isComplete;
    }
}
