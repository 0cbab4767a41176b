package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Telnet commands are not part of what somebody says. */
@Timeout(60)
final class LineTextTest {
    private static final byte[][] COMMANDS = {
        {-1, (byte) 241},
        {-1, (byte) 251, 1},
        {-1, (byte) 253, 31},
        {-1, (byte) 250, 31, 0, 80, -1, -1, 24, -1, (byte) 240}
    };

    private final LineText text = new LineText(1000);

    private byte[] of(byte[] line) {
        ByteBuffer said = text.of(ByteBuffer.allocateDirect(line.length + 2)
                .put(1, line)
                .limit(line.length + 1)
                .position(1));
        byte[] bytes = new byte[said.remaining()];
        said.get(bytes);
        return bytes;
    }

    @Test
    void shouldLeaveOutCommandsWhereverTheyAre() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var line = new ByteArrayOutputStream();
            var expected = new ByteArrayOutputStream();
            for (int n = random.nextInt(30); n > 0; n--) {
                int b = random.nextInt(400);
                if (b < 255) {
                    line.write(b);
                    expected.write(b);
                } else if (b == 255) {
                    line.writeBytes(new byte[] {-1, -1});
                    expected.write(255);
                } else {
                    line.writeBytes(COMMANDS[b & 3]);
                }
            }
            assertThat(of(line.toByteArray())).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void shouldLeaveOutACommandThatTheEndOfInputCuts() {
        assertThat(of(new byte[] {'h', 'i', -1})).isEqualTo(new byte[] {'h', 'i'});
        assertThat(of(new byte[] {'h', 'i', -1, (byte) 250, 'x'})).isEqualTo(new byte[] {'h', 'i'});
    }

    /** RFC 854's commands begin at 240, those of later ones at 236. */
    @Test
    void shouldLeaveAByteThatBeginsNoCommand() {
        assertThat(of(new byte[] {-1, 'b', -1, (byte) 0xc3, (byte) 0xa9, -1, (byte) 235}))
                .isEqualTo(new byte[] {-1, 'b', -1, (byte) 0xc3, (byte) 0xa9, -1, (byte) 235});
        assertThat(of(new byte[] {'a', -1, (byte) 236, 'b'})).isEqualTo(new byte[] {'a', 'b'});
    }

    @Test
    void shouldBeEmptyWhenThereIsNothingElse() {
        assertThat(of(new byte[] {-1, (byte) 251, 1, -1, (byte) 241})).isEmpty();
    }
}
