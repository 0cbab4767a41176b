package dev.penstock.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection to the server, and what it does there.
 *
 * <pre>
 * NEW -> CONNECTING -> OPEN -> ENDED
 *              |                 ^
 *              +-----------------+
 * </pre>
 */
abstract sealed class Peer permits Caller, Churner, Flooder, Trickler, ChatMember, Idler {
    private enum State {
        NEW,
        CONNECTING,
        OPEN,
        ENDED
    }

    final Crowd crowd;
    final int index; // in its crowd
    SocketChannel channel;
    private SelectionKey key;
    private State state = State.NEW;
    private long connectBegun;
    private int interest;

    Peer(Crowd crowd, int index) {
        this.crowd = crowd;
        this.index = index;
    }

    final boolean isOpen() {
        return state == State.OPEN;
    }

    final boolean isConnecting() {
        return state == State.CONNECTING;
    }

    final void connect(long now) {
        state = State.CONNECTING;
        connectBegun = now;
        try {
            channel = crowd.tools().open();
            key = channel.register(crowd.tools().selector(), interest = 0, this);
            if (channel.connect(crowd.tools().address())) connected(System.nanoTime());
            else want(SelectionKey.OP_CONNECT);
        } catch (IOException | RuntimeException e) {
            fail(Phase.CONNECT, e.getMessage() != null ? e.getMessage() : e.toString());
        }
    }

    private void connected(long now) {
        state = State.OPEN;
        want(SelectionKey.OP_READ);
        crowd.connected(now - connectBegun, now);
        onConnected();
    }

    /** Gives up a connection that takes too long. */
    final void connectUntil(long now, long mostNanos) {
        if (isConnecting() && now - connectBegun - mostNanos >= 0)
            fail(Phase.CONNECT, "no answer within " + mostNanos / 1_000_000 + " ms");
    }

    /** The selector has something for it. */
    final void ready() {
        if (state == State.CONNECTING) finishConnect();
        else if (isOpen()) {
            int ops = key.readyOps();
            if ((ops & SelectionKey.OP_WRITE) != 0) send();
            if (isOpen() && (ops & SelectionKey.OP_READ) != 0) receive();
        }
    }

    private void finishConnect() {
        try {
            if (channel.finishConnect()) connected(System.nanoTime());
        } catch (IOException e) {
            fail(Phase.CONNECT, e.getMessage());
        }
    }

    /** Sends what is due, as far as the channel takes it. */
    final void send() {
        try {
            onSendable();
        } catch (IOException e) {
            fail(Phase.SEND, e.getMessage());
        }
    }

    private void receive() {
        ByteBuffer in = crowd.tools().readBuffer();
        int got;
        try {
            got = channel.read(in.clear());
        } catch (IOException e) {
            fail(Phase.RECEIVE, e.getMessage());
            return;
        }
        if (got < 0) {
            fail(Phase.RECEIVE, "the server closed");
            return;
        }
        crowd.tally().bytesReceived += got;
        onReceived(in.flip());
    }

    final void want(int ops) {
        if (ops == interest) return;
        interest = ops;
        key.interestOps(ops);
    }

    final void fail(Phase phase, String why) {
        if (state == State.ENDED) return;
        crowd.tally().failed(phase, why);
        end();
        onFailed();
    }

    /** Closes it; another connection may follow. */
    final void end() {
        state = State.ENDED;
        if (channel == null) return;
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    void onConnected() {}

    /** The warm-up begins. */
    void onStart(long now) {}

    /** A message of an open loop is due. */
    void onDue(long number, long due) {}

    /** Its moment has come. */
    void onMoment() {}

    abstract void onSendable() throws IOException;

    abstract void onReceived(ByteBuffer bytes);

    /** Whether it stands, now that all is over. */
    final boolean stands() {
        try {
            if (isOpen()) onEnd();
        } catch (IOException e) {
            fail(Phase.SEND, e.getMessage());
        }
        return isOpen();
    }

    /** All is over. */
    void onEnd() throws IOException {}

    /** Messages of the measured time that wait for their reply. */
    long outstanding() {
        return 0;
    }

    /** Messages of the measured time that were not wholly sent. */
    long unsent() {
        return 0;
    }

    /** It has ended, and not because it wanted to. */
    void onFailed() {}
}
