package dev.penstock.apps.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Going from room to room, and what is heard where, to the letter. */
@Timeout(60)
final class ChatRoomsTest extends LobbyOfTwo {
    @Test
    void shouldKnowRooms() throws Exception {
        nameAlice();
        try (ChatClient c = ChatClient.greeted(server)) {
            a.expect("*** " + c.address() + " joined");
            b.expect("*** " + c.address() + " joined");
            a.send("/join den");
            a.expect("*** you are in den");
            b.expect("*** alice left");
            c.expect("*** alice left");
            a.send("/rooms");
            a.expect("*** den (1), lobby (2)");
            b.send("/join Den");
            b.expect("*** you are in den");
            a.expect("*** bob joined");
            c.expect("*** bob left");
            a.send("/who");
            a.expect("*** den: alice, bob");
            a.send("/join den");
            a.expect("*** you are in den already");
            a.send("hi");
            b.expect("alice: hi");
            c.expectNothing();
            b.send("/join lobby");
            c.expect("*** bob joined");
            a.send("/join LOBBY");
            c.expect("*** alice joined");
            c.send("/rooms");
            c.expect("*** lobby (3)");
            c.send("/who");
            c.expect("*** lobby: " + c.address() + ", alice, bob");
        }
    }

    @Test
    void shouldKeepTheLobby() throws Exception {
        a.send("/join den");
        a.expect("*** you are in den");
        b.send("/join den");
        a.expect("*** bob joined");
        a.send("/rooms");
        a.expect("*** den (2), lobby (0)");
        a.send("/join *x");
        a.send("/join a b");
        a.send("/join");
        a.expect(
                "*** a name does not begin with '*' or '/'; begin with a letter",
                "*** a name has no spaces; leave them out",
                "*** a room is missing; for example /join den");
    }
}
