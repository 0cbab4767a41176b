package dev.penstock.sim;

import java.nio.ByteBuffer;

/** What a peer gets: checked as it comes, so that the first thing that is missing, doubled or out of order is told. */
final class Receiving {
    private final World world;
    private final Peer peer;
    private final ByteBuffer partial; // the beginning of a message
    private long received;
    private int answers;
    private final Account account; // of a chat; else null

    Receiving(World world, Peer peer) {
        this.world = world;
        this.peer = peer;
        ChatPlan chat = world.plan().chat();
        this.account = chat == null ? null : new Account(world, peer);
        int most = chat == null ? world.plan().mostFrame() : chat.mostLength();
        this.partial =
                world.guest() == null && world.plan().isFramed() ? ByteBuffer.allocate(most + Manners.EAGER) : null;
    }

    Account account() {
        return account;
    }

    long received() {
        return received;
    }

    /** Whether all that was asked is answered. */
    boolean isAnswered(Sending sending) {
        if (world.guest() != null) return sending.isChunkSent() && isAnsweredByGuest(sending);
        if (account != null) return sending.isChunkSent() && account.answers() == sending.frames();
        return sending.isChunkSent()
                && (partial == null
                        ? received == sending.sent()
                        : answers == sending.frames() * world.plan().copies());
    }

    private boolean isAnsweredByGuest(Sending sending) {
        Visit visit = peer.visit;
        return visit != null
                && visit.socket.readSoFar() == sending.sent()
                && !visit.isRefused
                && received == visit.answers.size();
    }

    void accept(ByteBuffer bytes) {
        if (world.guest() != null) {
            int wrong = peer.visit.answers.firstWrong(bytes, received);
            if (wrong >= 0) world.fail("peer " + peer + " got a wrong byte at " + (received + wrong));
        } else if (partial == null) {
            int wrong = Content.firstWrong(bytes, 0, bytes.remaining(), peer.number(), received);
            if (wrong >= 0) world.fail("peer " + peer + " got a wrong byte at " + (received + wrong));
        } else {
            partial.put(bytes.duplicate()).flip();
            for (int length; (length = Frame.complete(partial, partial.position())) > 0; ) {
                if (account != null) account.got(partial, partial.position(), length);
                else checkFrame(length);
                partial.position(partial.position() + length);
            }
            partial.compact();
        }
        received += bytes.remaining();
    }

    private void checkFrame(int length) {
        int number = Frame.number(partial, partial.position());
        if (number != answers) world.fail("peer " + peer + " got message " + number + " where " + answers + " is next");
        if (!Frame.isGenuine(partial, partial.position(), peer.number(), length))
            world.fail("peer " + peer + " got a spoilt message, number " + number);
        answers++;
    }
}
