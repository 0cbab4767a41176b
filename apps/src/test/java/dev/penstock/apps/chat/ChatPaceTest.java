package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The line rate, to the line, on a clock that stands still. */
@Timeout(60)
final class ChatPaceTest {
    private ChatLab lab;
    private ChatLab.Peer a;
    private ChatLab.Peer b;

    @BeforeEach
    void open() throws Exception {
        lab = new ChatLab(ChatLab.options(100, 0, 4));
        a = lab.connect();
        b = lab.connect();
        lab.settle();
        a.lines();
        b.lines();
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void shouldTakeOneLineForEachTokenAndLoseNone() throws Exception {
        a.send("1\n2\n3\n4\n5\n\n7\n8\n9");
        a.channel.shutdownOutput();
        lab.settle();
        assertThat(b.lines()).hasSize(4).last().asString().endsWith(": 4");
        lab.advance(Duration.ofMillis(240));
        lab.settle();
        assertThat(b.lines()).isEmpty();
        lab.advance(Duration.ofMillis(11));
        lab.settle();
        assertThat(b.lines()).hasSize(1).last().asString().endsWith(": 5");
        lab.advance(Duration.ofMillis(990));
        lab.settle();
        assertThat(b.lines()).hasSize(2).last().asString().endsWith(": 8"); // the empty line took a token, too
        lab.advance(Duration.ofMillis(15)); // timers are a little late
        lab.settle();
        List<String> last = b.lines();
        assertThat(last).hasSize(2);
        assertThat(last.get(0)).endsWith(": 9");
        assertThat(last.get(1)).endsWith(" left (end of input)");
    }

    @Test
    void shouldServeOthersMeanwhile() throws Exception {
        a.send("1\n2\n3\n4\n5\n6\n");
        lab.settle();
        assertThat(b.lines()).hasSize(4);
        b.send("/rooms\n");
        lab.settle();
        assertThat(b.lines()).containsExactly("*** lobby (2)");
    }

    @Test
    void shouldForgetAMemberThatIsResetWhileItWaits() throws Exception {
        a.send("1\n2\n3\n4\n5\n6\n");
        lab.settle();
        assertThat(b.lines()).hasSize(4);
        a.channel.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        a.channel.close();
        b.send("hello\n"); // which nobody can take: so the reset is noticed
        lab.settle();
        b.send("hello\n");
        lab.settle();
        assertThat(b.lines()).hasSize(1).first().asString().endsWith(" left (connection reset)");
        lab.advance(Duration.ofHours(1));
        lab.settle();
        assertThat(b.lines()).isEmpty();
    }
}
