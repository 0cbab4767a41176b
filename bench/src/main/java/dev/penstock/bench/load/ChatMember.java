package dev.penstock.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** Hears what the speakers say, checks it, and may be one of them. */
final class ChatMember extends Peer {
    private final ChatRoom room;
    private final int speaker; // -1: only listens
    private final LineSplitter lines;
    private Heard heard;
    private boolean hasHeardRoll;
    private int rolls; // lines that called the roll; they come before all others
    private int begun; // other lines
    private long heardCounted; // others' lines of the measured time
    private long sentBytes;
    private boolean isStalled;

    ChatMember(Crowd crowd, int index) {
        super(crowd, index);
        room = crowd.room();
        speaker = room.add(this, crowd.group().kind() == PeerKind.SPEAKER);
        lines = new LineSplitter(this, room.mostLineBytes());
    }

    boolean isSpeaker() {
        return speaker >= 0;
    }

    boolean hasHeardRoll() {
        return hasHeardRoll;
    }

    /** Says a line that only shows who hears it. */
    void callRoll() {
        rolls++;
        send();
    }

    @Override
    void onConnected() {
        heard = new Heard(room.speakers());
    }

    @Override
    void onDue(long number, long due) {
        begun++;
        if (isOpen()) send();
    }

    @Override
    void onMoment() {
        isStalled = true;
        if (isOpen()) want(0);
    }

    /** Who does not read is not told that it was cut off; who sends is. */
    @Override
    void onEnd() throws IOException {
        if (isStalled) channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }

    @Override
    void onSendable() throws IOException {
        if (!isSpeaker()) return;
        int size = crowd.group().size();
        long to = (long) (rolls + begun) * size;
        while (sentBytes < to) {
            ByteBuffer scratch = room.scratch().clear();
            for (long i = sentBytes / size; i < rolls + begun && scratch.remaining() >= size; i++) put(scratch, i);
            scratch.flip().position((int) (sentBytes % size));
            int taken = channel.write(scratch);
            sentBytes += taken;
            crowd.tally().bytesSent += taken;
            if (scratch.hasRemaining()) break;
        }
        want(sentBytes < to ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void put(ByteBuffer into, long line) {
        if (line < rolls)
            room.line().put(into, ChatLine.ROLL_CALL, speaker, crowd.group().size());
        else room.line().put(into, speaker, (int) (line - rolls), crowd.group().size());
    }

    @Override
    void onReceived(ByteBuffer bytes) {
        lines.split(bytes, System.nanoTime());
    }

    /**
     * Hears the line that begins here, if it is a speaker's.
     *
     * @return the line's end; -1 if it is not wholly here, or none of ours, or wrong
     */
    int hear(byte[] bytes, int from, int to, long now) {
        ChatLine line = room.line();
        if (!line.begins(bytes, from, to)) return -1;
        boolean isRoll = line.speaker() == ChatLine.ROLL_CALL;
        ChatMember said = room.speaker(isRoll ? line.number() : line.speaker());
        if (said == null) return -1;
        int size = said.crowd.group().size();
        if (!line.isWhole(bytes, from, to, size)) return -1;
        if (isRoll) hasHeardRoll = true;
        else hear(said, line.number(), now);
        return from + size;
    }

    private void hear(ChatMember from, int number, long now) {
        Tally tally = crowd.tally();
        if (from == this || number >= from.begun) {
            tally.garbled++; // nobody said that to it
            return;
        }
        Heard.Line what = heard.hear(from.speaker, number);
        if (what == Heard.Line.DUPLICATED) {
            tally.duplicated++;
            return;
        }
        if (what == Heard.Line.REORDERED) tally.reordered++;
        long due = from.crowd.dueOf(from.index, number);
        boolean counts = tally.counts(due);
        if (counts) heardCounted++;
        tally.arrived(due, now, counts);
    }

    /** A whole line that is no speaker's, or not as it was said. */
    void hearOther(byte[] bytes, int from, int to, long now) {
        if (!room.serverTalks()) {
            crowd.tally().garbled++;
            return;
        }
        int begin = room.line().find(bytes, from, to);
        if (begin < 0) {
            crowd.tally().notices++;
            if (crowd.isStarted()) crowd.tally().told += Missed.told(bytes, from, to);
        } else if (hear(bytes, begin, to, now) != to) crowd.tally().garbled++;
    }

    /** A line without an end. */
    void hearEndless() {
        if (room.serverTalks()) crowd.tally().notices++;
        else crowd.tally().garbled++;
    }

    /** Lines of the measured time that it ought to hear. */
    long expected() {
        return room.due() - (isSpeaker() ? crowd.dueOf(index) : 0);
    }

    @Override
    long outstanding() {
        return expected() - heardCounted;
    }

    @Override
    long unsent() {
        if (!isSpeaker()) return 0;
        return crowd.counted(index, Math.max(0, sentBytes / crowd.group().size() - rolls), begun);
    }
}
