package dev.penstock.apps.chat;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Reactor;
import dev.penstock.frame.FrameHandler;
import dev.penstock.frame.FrameReader;
import dev.penstock.frame.Framing;
import java.nio.ByteBuffer;

/**
 * Rooms in which everybody hears what anybody else says, a line at a time.
 *
 * <p>An ordinary line is escaped once, into one buffer, and broadcast from there; nothing is allocated for it. All that a peer
 * can make this keep has a limit. Owned by the reactor's thread; needs nothing but a reactor.
 */
public final class Chat {
    private static final byte[] COLON = {':', ' '};

    private final Reactor reactor;
    private final ChatOptions options;
    private final Framing framing;
    private final Lines lines = new Lines();
    private final LineText text;
    private final Draft draft;
    private final Names names = new Names();
    private final Rooms rooms;
    private final Departures departures;
    private final Commands commands;

    /** Opens a chat with nobody in it. */
    public Chat(Reactor reactor, ChatOptions options) {
        this.reactor = reactor;
        this.options = options;
        this.framing = framing(options);
        this.text = new LineText(options.maxLine());
        this.draft = new Draft(options.longestMessage());
        this.rooms = new Rooms(reactor, options, draft);
        this.departures = new Departures(reactor, names, rooms);
        this.commands = new Commands(names, rooms, departures, draft);
    }

    private static Framing framing(ChatOptions options) {
        return Framing.telnetLines(options.maxLine());
    }

    /** What the listener's {@code maxReadBuffer} must be. */
    public static int readBuffer(ChatOptions options) {
        return framing(options).readBuffer();
    }

    /** Who serves a connection; for {@link Reactor#listen}. */
    public ConnectionHandler handlerFor(Connection connection) {
        return new FrameReader(framing, lines);
    }

    private void say(Member member, ByteBuffer said) {
        draft.begin().put(member.nameBytes()).put(COLON).putEscaped(said);
        member.room().say(member, draft.line());
    }

    /** Somebody goes, and those who stay are told, once. */
    private void left(Member member, CloseReason reason) {
        if (!member.goes()) return;
        if (reason == CloseReason.SHUTDOWN) {
            names.remove(member);
            rooms.leaveSilently(member);
        } else {
            departures.add(member, Notices.left(member.name(), Notices.why(reason)));
        }
    }

    /** What comes from the peers; one for all, who is who is attached to the connection. */
    private final class Lines implements FrameHandler {
        @Override
        public void onOpen(Connection connection) {
            long now = options.maxLineRate() == 0 ? 0 : now();
            var bucket = options.maxLineRate() == 0 ? null : new TokenBucket(options.maxLineRate(), now);
            var member = new Member(connection, bucket);
            connection.attach(member);
            names.add(member);
            rooms.arrive(member);
        }

        @Override
        public boolean onFrame(Connection connection, ByteBuffer line) {
            Member member = member(connection);
            if (!member.mayGoOn(options.maxLineRate() == 0 ? 0 : now())) return false;
            ByteBuffer said = text.of(line);
            if (!said.hasRemaining()) return true;
            int start = said.position();
            boolean isSlash = said.get(start) == '/';
            boolean isTwo = isSlash && said.remaining() > 1 && said.get(start + 1) == '/';
            if (isSlash && !isTwo) commands.run(member, LineText.decode(said));
            else say(member, isTwo ? said.position(start + 1) : said);
            return true;
        }

        @Override
        public void onTooLong(Connection connection) {
            member(connection).tell(draft.notice(Notices.lineTooLong(options.maxLine())));
            end(connection, CloseReason.FRAME_TOO_LONG);
        }

        @Override
        public void onEndOfInput(Connection connection) {
            end(connection, CloseReason.END_OF_INPUT);
        }

        /** Delivery may take a while yet, but who says nothing more and hears nothing more is gone. */
        private void end(Connection connection, CloseReason reason) {
            left(member(connection), reason);
            connection.close(reason);
        }

        @Override
        public void onMissed(Connection connection, long messages, long bytes) {
            member(connection).tell(draft.notice(Notices.missed(messages)));
        }

        @Override
        public void onClosed(Connection connection, CloseReason reason) {
            Member member = member(connection);
            member.forget();
            left(member, reason);
        }

        private Member member(Connection connection) {
            return (Member) connection.attachment();
        }

        private long now() {
            return reactor.options().clock().nanoTime();
        }
    }
}
