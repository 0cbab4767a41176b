package dev.penstock.bench.load;

import java.nio.ByteBuffer;

/** Is there, and no more. */
final class Idler extends Peer {
    Idler(Crowd crowd, int index) {
        super(crowd, index);
    }

    @Override
    void onSendable() {
        // It has nothing to say.
    }

    @Override
    void onReceived(ByteBuffer bytes) {
        // What a chat's others say, or a greeting.
    }
}
