package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is sent: nothing is thrown, nobody speaks as the server, and every line is safe to look at. */
@Timeout(60)
final class ChatFuzzTest {
    private static final int MAX_LINE = 60;
    private static final String[] PARTS = {
        "/nick ",
        "/me ",
        "/who",
        "/rooms",
        "/msg ",
        "/join ",
        "/help",
        "//",
        "/",
        "*** ",
        "* ",
        "alice",
        "bob",
        "lobby",
        "den",
        " ",
        "\t",
        ":",
        "\r\n",
        "\n",
        "\n",
        "\n",
        "\n",
        "\r",
        "\u001b[2J",
        "\u202e",
        "\u0085",
        "\u2028",
        "é",
        "🦀",
        "e\u0301",
        "\u0000",
        "127.0.0.1",
        "unix#1",
        "*",
        "joined",
        "left"
    };

    @Test
    void shouldStandAnyInput() throws Exception {
        for (int seed = 0; seed < 60; seed++) shouldStand(new Random(seed), "seed " + seed);
    }

    private static void shouldStand(Random random, String seed) throws Exception {
        try (var lab = new ChatLab(ChatLab.options(MAX_LINE, random.nextInt(2) * 5, random.nextInt(2) * 100_000))) {
            for (int i = 0; i < 4; i++) lab.connect();
            for (int round = 0; round < 40; round++) {
                ChatLab.Peer peer = lab.peers.get(random.nextInt(lab.peers.size()));
                switch (random.nextInt(40)) {
                    case 0 -> peer.channel.close();
                    case 1 -> lab.connect();
                    default -> {
                        if (peer.channel.isOpen()) sendSome(peer, random);
                    }
                }
                lab.advance(java.time.Duration.ofMillis(10));
                for (int turns = random.nextInt(4); turns > 0; turns--) lab.step();
            }
            lab.settle();
            assertThat(lab.failures()).as(seed).isEmpty();
            for (ChatLab.Peer peer : lab.peers)
                for (String line : peer.lines())
                    assertThat(SafeLines.complaint(line)).as(seed).isNull();
        }
    }

    private static void sendSome(ChatLab.Peer peer, Random random) {
        var text = new ByteArrayOutputStream();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.writeBytes(PARTS[random.nextInt(PARTS.length)].getBytes(StandardCharsets.UTF_8));
            if (random.nextInt(8) == 0) text.write(random.nextInt());
        }
        try {
            peer.send(text.toByteArray());
        } catch (java.io.IOException e) {
            // the server has closed it, for a line that was too long
        }
    }

    /** The longest lines that there can be fit the buffer that is sized for them. */
    @Test
    void shouldHaveRoomForTheLongestLines() throws Exception {
        for (int maxLine : new int[] {4096, 700, 300, 1}) shouldHaveRoom(maxLine);
    }

    private static void shouldHaveRoom(int maxLine) throws Exception {
        String name = "🦀".repeat(NameRules.MAX_CHARACTERS);
        try (var lab = new ChatLab(ChatLab.options(maxLine, 10, 0))) {
            ChatLab.Peer one = lab.connect();
            ChatLab.Peer other = lab.connect();
            one.send("/nick " + name + "\n");
            other.send("/nick " + name + "\n");
            lab.settle();
            for (String start : new String[] {"", "/me ", "/x", "/msg ", "/msg " + name + " ", "/quit "}) {
                int bytes = start.getBytes(StandardCharsets.UTF_8).length;
                if (bytes <= maxLine) other.send(start + "\u0001".repeat(maxLine - bytes) + "\n");
                lab.settle();
            }
            assertThat(lab.failures()).isEmpty();
            if (maxLine > 300)
                assertThat(one.lines().stream().filter(line -> line.contains("\\x01")))
                        .hasSize(4); // what was said, done, whispered, and the last word
        }
    }
}
