package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.SafeText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Escaping bytes is held against decoding, escaping the string and encoding again. */
@Timeout(60)
final class EscaperTest {
    private static final int LONGEST = 300;
    /** Where characters begin to be treated otherwise; most random bytes are far from them. */
    private static final int[] EDGES = {
        0, 8, 9, 10, 0x1b, 0x1f, 0x20, 0x7e, 0x7f, 0x80, 0x9f, 0xa0, 0x61c, 0x7ff, 0x800, 0x200d, 0x200e, 0x200f,
        0x2010, 0x2027, 0x2028, 0x2029, 0x202a, 0x202e, 0x202f, 0x2065, 0x2066, 0x2069, 0x206a, 0xd7ff, 0xd800, 0xdfff,
        0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff, 0x110000, 0x1fffff
    };

    private final ByteBuffer from = ByteBuffer.allocateDirect(LONGEST);
    private final ByteBuffer to = ByteBuffer.allocateDirect(Escaper.GROWTH * LONGEST);

    private String escape(byte[] bytes) {
        from.clear().put(bytes).flip();
        Escaper.escape(from, to.clear());
        assertThat(from.remaining()).as("source left as it is").isEqualTo(bytes.length);
        byte[] escaped = new byte[to.flip().remaining()];
        to.get(escaped);
        return new String(escaped, StandardCharsets.UTF_8);
    }

    private void check(byte[] bytes) {
        assertThat(escape(bytes)).isEqualTo(SafeText.escape(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Test
    void shouldTreatEachCharacterAsSafeTextDoes() {
        for (int c = 0; c < 0x3000; c++) check(("a" + Character.toString(c) + "b").getBytes(StandardCharsets.UTF_8));
        for (int c : EDGES) check(anyUtf8(c));
    }

    @Test
    void shouldTreatEachPairOfBytesAsTheDecoderDoes() {
        for (int pair = 0; pair < 0x10000; pair++) check(new byte[] {(byte) (pair >> 8), (byte) pair});
    }

    @Test
    void shouldTreatRandomBytesAsTheDecoderDoes() {
        var random = new Random(42);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int n = 0; n < bytes.length; n++)
                bytes[n] = (byte) (random.nextBoolean() ? 0x80 + random.nextInt(0x80) : random.nextInt(0x80));
            check(bytes);
        }
    }

    /** Well-formed text with a byte changed, dropped or cut off here and there. */
    @Test
    void shouldTreatDamagedTextAsTheDecoderDoes() {
        var random = new Random(4711);
        for (int i = 0; i < 50_000; i++) {
            var text = new java.io.ByteArrayOutputStream();
            for (int n = random.nextInt(20); n > 0; n--) {
                int c = random.nextInt(3) > 0 ? EDGES[random.nextInt(EDGES.length)] : 'a' + random.nextInt(26);
                text.writeBytes(anyUtf8(c));
            }
            byte[] bytes = text.toByteArray();
            if (bytes.length > 0 && random.nextBoolean()) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            check(java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        }
    }

    /** Also of what is no character: surrogates, and beyond the last. */
    private static byte[] anyUtf8(int c) {
        if (c < 0x80) return new byte[] {(byte) c};
        if (c < 0x800) return new byte[] {(byte) (0xc0 | c >> 6), tail(c)};
        if (c < 0x10000) return new byte[] {(byte) (0xe0 | c >> 12), tail(c >> 6), tail(c)};
        return new byte[] {(byte) (0xf0 | c >> 18), tail(c >> 12), tail(c >> 6), tail(c)};
    }

    private static byte tail(int bits) {
        return (byte) (0x80 | bits & 0x3f);
    }

    @Test
    void shouldNeverGrowBeyondTheRoomThatIsKeptForIt() {
        for (int b = 0; b < 256; b++) {
            byte[] bytes = new byte[LONGEST];
            java.util.Arrays.fill(bytes, (byte) b);
            check(bytes);
        }
        check("\u061c".repeat(LONGEST / 2).getBytes(StandardCharsets.UTF_8));
        check("\u0085".repeat(LONGEST / 2).getBytes(StandardCharsets.UTF_8));
        check("\u202e".repeat(LONGEST / 3).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldShowWhatItDoes() {
        assertThat(escape("\u001b[31m red \t\u007f \u0085 \u202e".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\\x1b[31m red \t\\x7f \\x85 \\u202e");
        assertThat(escape(new byte[] {'a', (byte) 0xff, 'b'})).isEqualTo("a\ufffdb");
    }
}
