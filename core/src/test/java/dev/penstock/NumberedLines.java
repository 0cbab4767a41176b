package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines that carry their number and are as long as it says, and notices of how many were missed: so what became of each can be
 * counted from what a client has received, and no counter of the reactor has to be believed.
 */
final class NumberedLines {
    private static final int SHORTEST = 64;
    private static final int LENGTHS = 1024;
    private static final Pattern NOTICE = Pattern.compile("\\*\\*\\* you missed (\\d+) lines, (\\d+) bytes");

    private NumberedLines() {}

    /** Bytes of one line, its end included. */
    static int length(int number) {
        return SHORTEST + number * 37 % LENGTHS;
    }

    /** Bytes of all lines up to, and without, a number. */
    static long lengthOfFirst(int count) {
        long bytes = 0;
        for (int i = 0; i < count; i++) bytes += length(i);
        return bytes;
    }

    static ByteBuffer line(int number) {
        byte[] text = new byte[length(number)];
        java.util.Arrays.fill(text, (byte) ('a' + number % 26));
        byte[] digits = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, text, 0, digits.length);
        text[digits.length] = ' ';
        text[text.length - 1] = '\n';
        return ByteBuffer.wrap(text);
    }

    static ByteBuffer notice(long messages, long bytes) {
        return StandardCharsets.US_ASCII.encode("*** you missed " + messages + " lines, " + bytes + " bytes\n");
    }

    /**
     * What a client has received: every line whole, none twice, none before an earlier one.
     *
     * @param lines their numbers
     * @param missed lines that it was told it missed
     * @param bytesMissed their length in all
     * @param notices how often it was told
     * @param isTorn whether the last line has only begun to arrive
     */
    record Account(List<Integer> lines, long missed, long bytesMissed, int notices, boolean isTorn) {
        static Account of(TestClient client) {
            List<Integer> lines = new ArrayList<>();
            long missed = 0;
            long bytesMissed = 0;
            int notices = 0;
            int start = 0;
            String text = client.text();
            for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
                String line = text.substring(start, end);
                Matcher notice = NOTICE.matcher(line);
                if (notice.matches()) {
                    missed += Long.parseLong(notice.group(1));
                    bytesMissed += Long.parseLong(notice.group(2));
                    notices++;
                    continue;
                }
                int number = Integer.parseInt(line.substring(0, line.indexOf(' ')));
                assertThat(line + '\n')
                        .as("line %d, whole", number)
                        .isEqualTo(
                                StandardCharsets.US_ASCII.decode(line(number)).toString());
                if (!lines.isEmpty()) assertThat(number).as("in order").isGreaterThan(lines.get(lines.size() - 1));
                lines.add(number);
            }
            return new Account(lines, missed, bytesMissed, notices, start < text.length());
        }

        long bytesReceived() {
            return lines.stream().mapToLong(NumberedLines::length).sum();
        }

        /** Whether each of so many lines has arrived, or was told as missed. */
        boolean isSettled(int sent) {
            return lines.size() + missed == sent && !isTorn;
        }

        /** Lines and bytes that arrived, were told as missed, and were untold at the end, are those that were sent. */
        void assertExact(int sent, ConnectionSnapshot atEnd) {
            assertThat(lines.size() + missed + atEnd.messagesMissed())
                    .as("lines received, missed, untold")
                    .isEqualTo(sent);
            assertThat(bytesReceived() + bytesMissed + atEnd.bytesMissed())
                    .as("bytes received, missed, untold")
                    .isEqualTo(lengthOfFirst(sent));
            assertThat(isTorn).as("torn").isFalse();
        }
    }
}
