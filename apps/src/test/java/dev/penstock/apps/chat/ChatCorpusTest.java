package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.CloseReason;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Reactor;
import dev.penstock.WriteResult;
import dev.penstock.fuzz.Corpus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the fuzzer has found worth keeping, and that it would notice a chat that is wrong. */
@Timeout(60)
final class ChatCorpusTest {
    private static final ChatOptions OPTIONS = new ChatOptions(60, 3, 0, 0, Motd.NONE, 1 << 20);

    @Test
    void shouldStandTheCorpus() {
        assertThat(new Corpus("chat").replay(ChatCommandTarget::fuzzerTestOneInput))
                .isPositive();
    }

    @Test
    void shouldNoticeWhatIsUnescaped() {
        assertThatThrownBy(() -> talk("\u001b[2J\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("unescaped");
    }

    @Test
    void shouldNoticeWhoSoundsLikeTheServer() {
        assertThatThrownBy(() -> talk("*** bob is not bob\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("sounds like the server");
    }

    @Test
    void shouldNoticeWhatIsNotUtf8() {
        assertThatThrownBy(() -> talk("\u00e9\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("not UTF-8");
    }

    @Test
    void shouldNoticeAFailure() {
        assertThatThrownBy(() -> talk("fail\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("as told");
    }

    /** A chat that answers its speakers with what they have said, as it was. */
    private static void talk(String said) {
        var trial = new ChatTrial(OPTIONS, ChatCorpusTest::careless, false, false);
        trial.say(0, said.getBytes(StandardCharsets.ISO_8859_1));
        trial.end();
    }

    private static Function<Connection, ConnectionHandler> careless(Reactor reactor) {
        var chat = new Chat(reactor, OPTIONS);
        return connection -> new Careless(chat.handlerFor(connection));
    }

    private record Careless(ConnectionHandler chat) implements ConnectionHandler {
        @Override
        public void onOpen(Connection connection) {
            chat.onOpen(connection);
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {
            if (data.get(data.position()) == 'f') throw new IllegalStateException("as told");
            if (data.get(data.position()) == '/') chat.onData(connection, data);
            else assertThat(connection.write(data)).isEqualTo(WriteResult.ACCEPTED);
        }

        @Override
        public void onEndOfInput(Connection connection, ByteBuffer rest) {
            chat.onEndOfInput(connection, rest);
        }

        @Override
        public void onClosed(Connection connection, CloseReason reason) {
            chat.onClosed(connection, reason);
        }
    }
}
