package dev.penstock.bench.contender;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.bench.work.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contender that this JVM has does the same work. */
@Timeout(60)
final class ContenderTest {
    static Stream<Contender> available() {
        return Arrays.stream(Contender.values())
                .filter(contender -> contender.unavailable().isEmpty());
    }

    /** Those that keep what waits for one peer within bounds by leaving messages out. */
    static Stream<Contender> dropping() {
        return EnumSet.of(
                        Contender.PENSTOCK,
                        Contender.THREADS_QUEUED,
                        Contender.VIRTUAL_THREADS_QUEUED,
                        Contender.NETTY_NIO_WRITABILITY)
                .stream()
                .filter(contender -> contender.unavailable().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("available")
    void shouldEchoEveryByte(Contender contender) throws Exception {
        ContenderServer server = contender.open(Work.ECHO);
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        try (Peer peer = Peer.connect(server);
                Peer other = Peer.connect(server)) {
            var sent = peer.sendAside(bytes);
            assertThat(peer.receive(bytes.length)).isEqualTo(bytes);
            sent.join();
            peer.send(new byte[] {7});
            assertThat(peer.receive(1)).containsExactly(7);
            peer.endOutput(); // not earlier: netty-io_uring then loses the reply
            peer.expectEnd();
            other.send(new byte[] {1, 2, 3});
            assertThat(other.receive(3)).containsExactly(1, 2, 3);
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void shouldEchoFramesHoweverTheyAreSplit(Contender contender) throws Exception {
        ContenderServer server = contender.open(Work.FRAMED);
        byte[] few = frames(0, 1, 5, 0);
        byte[] large = frames(Work.MAX_FRAME, 3);
        try (Peer peer = Peer.connect(server);
                Peer tooLong = Peer.connect(server);
                Peer other = Peer.connect(server)) {
            peer.send(few);
            assertThat(peer.receive(few.length)).isEqualTo(few);
            for (int split = 1; split < few.length; split++) {
                peer.send(Arrays.copyOf(few, split));
                peer.send(Arrays.copyOfRange(few, split, few.length));
            }
            for (int split = 1; split < few.length; split++)
                assertThat(peer.receive(few.length)).isEqualTo(few);
            var sent = peer.sendAside(large);
            assertThat(peer.receive(large.length)).isEqualTo(large);
            sent.join();
            tooLong.send(few);
            assertThat(tooLong.receive(few.length)).isEqualTo(few);
            tooLong.send(ByteBuffer.allocate(8).putInt(Work.MAX_FRAME + 1).array());
            tooLong.expectEnd();
            other.send(new byte[] {-1, -1, -1, -1});
            other.expectEnd();
            peer.send(few);
            assertThat(peer.receive(few.length)).isEqualTo(few);
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void shouldPassLinesToAllOthersInOrder(Contender contender) throws Exception {
        ContenderServer server = contender.open(Work.CHAT);
        try (Peer a = Peer.connect(server);
                Peer b = entered(server, a);
                Peer c = entered(server, a)) {
            assertThat(b.receiveLine()).isEqualTo(line("entered"));
            List<byte[]> lines = new ArrayList<>(List.of(line(""), line("\r"), line("\0\u00ff\u001b"), longest()));
            for (int i = 0; i < 200; i++) lines.add(line("line " + i));
            var sentByA = a.sendAside(joined(lines));
            var sentByB = b.sendAside(joined(lines));
            for (byte[] line : lines) assertThat(a.receiveLine()).isEqualTo(line);
            for (byte[] line : lines) assertThat(b.receiveLine()).isEqualTo(line);
            sentByA.join();
            sentByB.join();
            assertThat(received(c, 2 * lines.size()))
                    .containsExactlyInAnyOrderElementsOf(twice(lines)); // each sender's order was seen above
            c.send("cut short".getBytes(ISO_8859_1));
            c.endOutput();
            c.expectEnd();
            a.send(line("still here"));
            assertThat(b.receiveLine()).isEqualTo(line("still here"));
            b.send(line("so am I"));
            assertThat(a.receiveLine()).isEqualTo(line("so am I"));
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void shouldDisconnectWhoSendsALineThatIsTooLong(Contender contender) throws Exception {
        ContenderServer server = contender.open(Work.CHAT);
        byte[] tooLong = new byte[Work.MAX_LINE + 3];
        try (Peer a = Peer.connect(server);
                Peer b = entered(server, a)) {
            b.send(tooLong);
            b.expectEnd();
            try (Peer c = entered(server, a)) {
                c.send(line("good morning"));
                assertThat(a.receiveLine()).isEqualTo(line("good morning"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dropping")
    void shouldCountWhatItDropsForAMemberThatDoesNotReadAndSparePeersThatDo(Contender contender) throws Exception {
        ContenderServer server = contender.open(Work.CHAT);
        try (Peer a = Peer.connect(server);
                Peer b = entered(server, a);
                Peer stalled = Peer.connect(server.port(), 4 << 10)) {
            stalled.send(line("entered"));
            assertThat(a.receiveLine()).isEqualTo(line("entered"));
            assertThat(b.receiveLine()).isEqualTo(line("entered"));
            // What kernels keep for a peer is 4 MiB by default; after that it is the server's turn.
            for (int i = 0; i < 100; i++) passes(longest(), a, b);
            for (int i = 0; i < 1100; i++) passes(line("line " + i), a, b);
        }
        assertThat(server.missedMessages()).isPositive();
    }

    @Test
    void shouldSayWhatThereIs() {
        for (Contender contender : Contender.values())
            assertThat(Contender.of(contender.toString())).isEqualTo(contender);
        assertThatThrownBy(() -> Contender.of("fork"))
                .hasMessageContaining("no such contender: fork; there are penstock, ");
        assertThatThrownBy(() -> Work.of("file")).hasMessage("no such work: file; there are echo, framed, chat");
    }

    private static void passes(byte[] line, Peer sender, Peer receiver) throws IOException {
        sender.send(line);
        assertThat(receiver.receive(line.length)).isEqualTo(line);
    }

    /** Connects, and waits until who came before has heard of it: then it hears of everybody, too. */
    private static Peer entered(ContenderServer server, Peer witness) throws IOException {
        Peer peer = Peer.connect(server);
        peer.send(line("entered"));
        assertThat(witness.receiveLine()).isEqualTo(line("entered"));
        return peer;
    }

    private static byte[] frames(int... lengths) {
        var random = new Random(2);
        var out = new ByteArrayOutputStream();
        for (int length : lengths) {
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
            out.writeBytes(payload);
        }
        return out.toByteArray();
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(ISO_8859_1);
    }

    private static byte[] longest() {
        return line("x".repeat(Work.MAX_LINE));
    }

    private static byte[] joined(List<byte[]> lines) {
        var out = new ByteArrayOutputStream();
        lines.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<byte[]> received(Peer peer, int count) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) lines.add(peer.receiveLine());
        return lines;
    }

    private static List<byte[]> twice(List<byte[]> lines) {
        return Stream.concat(lines.stream(), lines.stream()).toList();
    }
}
