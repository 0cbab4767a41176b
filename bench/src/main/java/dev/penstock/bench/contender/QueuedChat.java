package dev.penstock.bench.contender;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * A chat as a good engineer writes it today: senders leave a line in each member's queue, and a thread of the member's own
 * hands it to the socket. A line that finds the queue full is dropped, and counted.
 */
final class QueuedChat implements Conversation.Starter {
    /** A burst of some seconds. Ten thousand queues of this length cost 50 MB, and share what waits in them. */
    static final int QUEUED_LINES = 1024;

    private static final byte[] END = new byte[0];

    private final ThreadKind kind;
    private final LongAdder missed;
    private final List<Member> room = new CopyOnWriteArrayList<>();

    QueuedChat(ThreadKind kind, LongAdder missed) {
        this.kind = kind;
        this.missed = missed;
    }

    @Override
    public Conversation begin(Socket socket) throws IOException {
        var member = new Member(socket);
        kind.start(member::write);
        room.add(member);
        return member;
    }

    private void broadcast(byte[] line, Member sender) {
        for (Member member : room) if (member != sender && !member.queue.offer(line)) missed.increment();
    }

    private final class Member implements Conversation {
        private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED_LINES);
        private final CountDownLatch written = new CountDownLatch(1);
        private final Socket socket;
        private final LineInput in;

        Member(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new LineInput(socket.getInputStream());
        }

        @Override
        public void hold() throws IOException {
            for (byte[] line = in.readLine(); line != null; line = in.readLine()) broadcast(line, this);
        }

        /** The writer's thread: what has gathered leaves together. */
        private void write() {
            try (socket) {
                var out = new BufferedOutputStream(socket.getOutputStream());
                for (byte[] line = queue.take(); line != END; line = queue.take()) {
                    out.write(line);
                    if (queue.isEmpty()) out.flush();
                }
                out.flush();
            } catch (IOException e) {
                // The peer has gone; closing the socket tells the reader.
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a writer", e);
            } finally {
                written.countDown();
            }
        }

        /** Lets the writer finish what is queued; who does not keep up gets no more. */
        @Override
        public void end() throws IOException {
            room.remove(this);
            if (!queue.offer(END)) socket.close();
            try {
                written.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a conversation", e);
            }
        }
    }
}
