package dev.penstock.sim;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a peer says, chunk by chunk, as its socket takes it. */
final class Sending {
    private final World world;
    private final Peer peer;
    private final Manners manners;
    private long said; // bytes that belong to chunks begun
    private long sent; // bytes that the socket has taken
    private int frames; // messages begun
    private byte[] chunk = new byte[0];
    private int chunkSent;
    private final Cutting cutting; // of what is said to a guest; else null

    Sending(World world, Peer peer, Manners manners) {
        this.world = world;
        this.peer = peer;
        this.manners = manners;
        Guest guest = world.guest();
        this.cutting = guest == null ? null : new Cutting(guest, manners, new Dice(world.seed() * 31 + peer.number()));
    }

    Dialogue dialogue() {
        return cutting.dialogue();
    }

    /** Until the next chunk. */
    long gap() {
        return cutting == null ? manners.gap() : cutting.gap();
    }

    boolean isDone() {
        if (cutting != null) return cutting.isDone() && isChunkSent();
        ChatPlan chat = world.plan().chat();
        return (said >= manners.total() || chat != null && frames >= chat.mostSaid()) && isChunkSent();
    }

    boolean isChunkSent() {
        return chunkSent == chunk.length;
    }

    long sent() {
        return sent;
    }

    /** Messages said so far. */
    int frames() {
        return frames;
    }

    void nextChunk() {
        if (cutting != null) chunk = cutting.nextChunk();
        else chunk = world.plan().isFramed() ? framed() : raw();
        said += chunk.length;
        chunkSent = 0;
    }

    private byte[] raw() {
        int length = (int) Math.min(manners.chunk(), manners.total() - said);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        Content.fill(bytes, peer.number(), said, length);
        return bytes.array();
    }

    private byte[] framed() {
        int most = mostFrame();
        int length = 0;
        int first = frames;
        ChatPlan chat = world.plan().chat();
        do length += Frame.length(peer.number(), frames++, most);
        while (length < manners.chunk() && !(chat != null && frames >= chat.mostSaid()));
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = first; i < frames; i++) Frame.put(bytes, peer.number(), i, Frame.length(peer.number(), i, most));
        return bytes.array();
    }

    private int mostFrame() {
        int most = world.plan().mostFrame();
        return manners.takesTurns() ? Math.min(most, 300) : most;
    }

    /** Gives the socket what it takes. */
    void push(SimSocket socket) throws IOException {
        if (isChunkSent()) return;
        ByteBuffer rest = ByteBuffer.wrap(chunk, chunkSent, chunk.length - chunkSent);
        int taken = socket.write(rest, rest.remaining());
        chunkSent += taken;
        sent += taken;
    }
}
