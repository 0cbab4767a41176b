package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups of thousands on real sockets, with the default limits: the healthy miss nothing, and the slow know what they missed. */
@Timeout(120)
final class GroupScaleTest {
    private static final int SPARE_DESCRIPTORS = 500;

    private static void assumeDescriptorsFor(int members) {
        int limit = ProcessLimits.maxConnections();
        assumeTrue(
                limit >= 2 * members + SPARE_DESCRIPTORS,
                "both ends of " + members + " connections need more than " + limit + " descriptors");
    }

    private static ReactorFixture reactor(ConnectionHandler handler) {
        return new ReactorFixture(
                options -> options.maxQueued(ReactorOptions.DEFAULT_MAX_QUEUED),
                options -> options.policy(SlowPeerPolicy.dropOldest(
                        SlowPeerPolicy.DEFAULT_HARD_LIMIT, SlowPeerPolicy.DEFAULT_STALL_TIMEOUT)),
                connection -> handler);
    }

    /** One read full of lines of 64 to 128 bytes. */
    private static byte[] readFull() {
        byte[] text = new byte[64 << 10];
        int start = 0;
        for (int number = 0; start < text.length; number++) {
            int rest = text.length - start;
            int length = rest <= 128 ? rest : Math.min(rest - 64, 64 + number % 65);
            Arrays.fill(text, start, start + length, (byte) ('a' + number % 26));
            byte[] digits = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, text, start, digits.length);
            start += length;
            text[start - 1] = '\n';
        }
        return text;
    }

    /** Expects these bytes and no others. */
    private static final class Expecting implements Crowd.Receiver {
        private final byte[] expected;
        private int position;

        Expecting(byte[] expected) {
            this.expected = expected;
        }

        @Override
        public void received(byte[] bytes, int length) {
            boolean isSame = length <= expected.length - position
                    && Arrays.equals(bytes, 0, length, expected, position, position + length);
            assertThat(isSame).as("%d bytes from %d on", length, position).isTrue();
            position += length;
        }

        boolean hasAll() {
            return position == expected.length;
        }
    }

    /** Waits until it has been sent so much, then hands it on line by line in one call. */
    private static final class LineByLine implements ConnectionHandler {
        private final int bytes;
        private Group group;
        private int lines;

        LineByLine(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void onOpen(Connection connection) {
            group.join(connection);
        }

        @Override
        public void onData(Connection connection, ByteBuffer data) {
            if (data.remaining() < bytes) return;
            int end = data.limit();
            while (data.position() < end) {
                int lineEnd = data.position();
                while (data.get(lineEnd++) != '\n') {}
                group.broadcast(data.limit(lineEnd), connection);
                data.limit(end);
                lines++;
            }
        }
    }

    @Test
    void shouldDropNothingForFiveThousandHealthyMembers() {
        int members = 5000;
        assumeDescriptorsFor(members);
        byte[] text = readFull();
        var handler = new LineByLine(text.length);
        try (var crowd = new Crowd();
                var fixture = reactor(handler)) {
            handler.group = new Group(fixture.reactor);
            fixture.start();
            List<Expecting> all = crowd.connect(fixture, members, 0, true, () -> new Expecting(text));
            TestClient sender = fixture.connect();
            sender.send(text);
            crowd.readUntil(
                    () -> all.stream().allMatch(Expecting::hasAll),
                    () -> all.stream().filter(Expecting::hasAll).count() + " have everything");
            assertThat(handler.lines).isGreaterThan(500);
            assertThat(fixture.get(Metric.MESSAGES_MISSED)).isZero();
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(members + 1);
            fixture.until(() -> fixture.get(Metric.BYTES_OUT) == (long) members * text.length);
        }
    }

    private static final int LINE = 1 << 10;
    private static final byte[][] LINES =
            IntStream.range(0, 900).mapToObj(GroupScaleTest::line).toArray(byte[][]::new);

    private static byte[] line(int number) {
        byte[] line = new byte[LINE];
        Arrays.fill(line, (byte) ('a' + number % 26));
        System.arraycopy(String.format("%07d", number).getBytes(StandardCharsets.US_ASCII), 0, line, 0, 7);
        line[LINE - 1] = '\n';
        return line;
    }

    /** Counts lines of one length by their numbers, and notices. */
    private static final class Counting implements Crowd.Receiver {
        private final byte[] begun = new byte[LINE];
        private int begunLength;
        private int last = -1;
        private int lines;
        private int missed;

        @Override
        public void received(byte[] bytes, int length) {
            for (int start = 0; start < length; ) {
                int part = partOfLine(bytes, start, length);
                System.arraycopy(bytes, start, begun, begunLength, part);
                begunLength += part;
                start += part;
                if (begun[begunLength - 1] == '\n') complete();
            }
        }

        /** Up to where this line ends, or what there is. */
        private int partOfLine(byte[] bytes, int start, int length) {
            byte first = begunLength > 0 ? begun[0] : bytes[start];
            if (first != '*') return Math.min(length - start, LINE - begunLength);
            int end = start;
            while (end < length && bytes[end] != '\n') end++;
            return Math.min(length, end + 1) - start;
        }

        private void complete() {
            if (begun[0] == '*') {
                String notice = new String(begun, 0, begunLength, StandardCharsets.US_ASCII);
                missed += Integer.parseInt(notice.replaceAll("\\D", ""));
            } else {
                int number = 0;
                for (int i = 0; i < 7; i++) number = number * 10 + begun[i] - '0';
                if (number <= last || !Arrays.equals(begun, LINES[number]))
                    throw new AssertionError("line " + number + " behind " + last);
                last = number;
                lines++;
            }
            begunLength = 0;
        }

        boolean hasAccountOf(int sent) {
            return lines + missed == sent && begunLength == 0;
        }
    }

    @Test
    void shouldGiveAThousandSlowMembersOfTwoThousandAnExactAccount() {
        int slowMembers = 1000;
        int healthyMembers = 1000;
        int lines = LINES.length;
        int linesARound = 20;
        assumeDescriptorsFor(slowMembers + healthyMembers);
        var handler = new ConnectionHandler() {
            Group group;

            @Override
            public void onOpen(Connection connection) {
                group.join(connection);
            }

            @Override
            public void onData(Connection connection, ByteBuffer data) {}

            @Override
            public void onMissed(Connection connection, long messages, long bytes) {
                assertThat(bytes).isEqualTo(messages * LINE);
                connection.write(StandardCharsets.US_ASCII.encode("*** you missed " + messages + " lines\n"));
            }
        };
        try (var crowd = new Crowd();
                var fixture = reactor(handler)) {
            handler.group = new Group(fixture.reactor);
            fixture.start();
            List<Counting> slow = crowd.connect(fixture, slowMembers, 16 << 10, false, Counting::new);
            List<Counting> healthy = crowd.connect(fixture, healthyMembers, 0, true, Counting::new);
            for (int sent = 0; sent < lines; ) {
                int from = sent;
                int to = sent += linesARound;
                fixture.reactor.execute(() -> {
                    for (int i = from; i < to; i++) handler.group.broadcast(ByteBuffer.wrap(LINES[i]));
                });
                crowd.readUntil(
                        () -> healthy.stream().allMatch(member -> member.hasAccountOf(to)),
                        () -> "healthy members at line " + to);
            }
            assertThat(healthy).as("the healthy miss nothing").allMatch(member -> member.missed == 0);
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(slowMembers + healthyMembers);
            assertThat(fixture.get(Metric.MESSAGES_MISSED)).isGreaterThan(slowMembers * 100L);
            assertThat(fixture.get(Metric.POOL_USED)).isLessThanOrEqualTo(ReactorOptions.DEFAULT_MAX_QUEUED);

            crowd.resume();
            crowd.readUntil(
                    () -> slow.stream().allMatch(member -> member.hasAccountOf(lines)),
                    () -> slow.stream()
                                    .filter(member -> member.hasAccountOf(lines))
                                    .count() + " know all");
            assertThat(fixture.get(Metric.OPEN)).isEqualTo(slowMembers + healthyMembers);
            assertThat(slow.stream().mapToLong(member -> member.missed).sum())
                    .isEqualTo(fixture.get(Metric.MESSAGES_MISSED));
            assertThat(slow.stream().filter(member -> member.missed > 0).count())
                    .as("members that missed something")
                    .isGreaterThan(slowMembers / 2);
            assertThat(slow.stream().filter(member -> member.last != lines - 1).count())
                    .as("missed the last line")
                    .isZero();
        }
    }
}
