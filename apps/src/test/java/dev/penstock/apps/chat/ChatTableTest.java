package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What members type, and what they and the others see, to the letter. */
@Timeout(60)
final class ChatTableTest extends LobbyOfTwo {
    @Test
    void shouldPassLinesOnFromAddressesAndFromNames() throws Exception {
        a.send("good morning");
        b.expect(a.address() + ": good morning");
        nameAlice();
        a.sendBytes("good\tmorning\r\n\r\n\n  \n".getBytes(StandardCharsets.UTF_8));
        b.expect("alice: good\tmorning", "alice:   ");
        a.send("//x");
        a.send("//");
        b.expect("alice: /x", "alice: /");
        a.expectNothing();
        b.expectNothing();
    }

    @Test
    void shouldKnowNames() throws Exception {
        nameAlice();
        a.send("/nick bob");
        a.send("/nick BOB");
        a.send("/nick ｂｏｂ");
        a.send("/nick alice");
        a.send("/nick");
        a.expect(
                "*** bob is taken",
                "*** BOB is taken",
                "*** ｂｏｂ is taken",
                "*** you are alice already",
                "*** a name is missing; for example /nick alice");
        a.send("/nick Alice");
        a.expect("*** alice is now Alice");
        b.expect("*** alice is now Alice");
        a.send("/nick carol");
        b.expect("*** Alice is now carol");
        b.send("/nick alice");
        b.expect("*** bob is now alice");
    }

    @Test
    void shouldKnowActionsAndPrivateMessages() throws Exception {
        nameAlice();
        a.send("/me waves");
        a.send("/me   waves  again ");
        b.expect("* alice waves", "* alice waves  again");
        a.send("/msg bob psst");
        a.expect("*** to bob: psst");
        b.expect("alice (private): psst");
        a.send("/msg BOB  psst psst");
        a.expect("*** to bob: psst psst");
        b.expect("alice (private): psst psst");
        a.send("/msg alice x");
        a.send("/msg carol x");
        a.send("/msg bob");
        a.send("/msg");
        a.send("/me");
        a.expect(
                "*** that is you; /msg takes somebody else's name",
                "*** nobody is called carol; /who lists who is here",
                "*** a name or a text is missing; for example /msg alice hello",
                "*** a name or a text is missing; for example /msg alice hello",
                "*** a text is missing; for example /me waves");
        b.expectNothing();
    }

    @Test
    void shouldReachByAddressWhoHasNoName() throws Exception {
        b.send("/msg " + a.address() + " hi");
        a.expect("bob (private): hi");
        b.expect("*** to " + a.address() + ": hi");
    }

    @Test
    void shouldSayWhatItDoesNotKnow() throws Exception {
        a.send("/frobnicate");
        a.send("/frobnicate now");
        a.send("/\u001b[31m x");
        a.send("/");
        a.expect(
                "*** no such command: /frobnicate; /help lists them",
                "*** no such command: /frobnicate; /help lists them",
                "*** no such command: /\\x1b[31m; /help lists them",
                "*** no such command: /; /help lists them");
        a.send("/help");
        for (String word : "/nick /me /who /rooms /msg /join /quit /help".split(" "))
            assertThat(a.line()).startsWith("*** " + word);
        a.expectNothing();
        b.expectNothing();
    }
}
