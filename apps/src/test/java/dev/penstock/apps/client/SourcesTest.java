package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, of what is read. */
@Timeout(20)
final class SourcesTest {
    private static final FileProgress UNKNOWN = new FileProgress(0);

    @Test
    void shouldSendBytesAsTheyAre() throws Exception {
        byte[] all = Cuts.utf8("no end\r\nof the last\0 line");
        for (int seed = 0; seed < Cuts.SEEDS; seed++)
            assertThat(Cuts.poured(new StreamSource(Cuts.channel(all, seed), UNKNOWN)))
                    .isEqualTo(all);
        assertThat(Cuts.poured(new StreamSource(Cuts.channel(new byte[0], 1), UNKNOWN)))
                .isEmpty();
    }

    @Test
    void shouldMakeAFrameOfEachLine() throws Exception {
        byte[] all = Cuts.utf8("one\n\ntwo\r\nlast, without an end");
        for (int seed = 0; seed < Cuts.SEEDS; seed++)
            assertThat(Cuts.poured(new LineFrames(Cuts.channel(all, seed), UNKNOWN)))
                    .isEqualTo(Cuts.frames("one", "", "two\r", "last, without an end"));
        assertThat(Cuts.poured(new LineFrames(Cuts.channel(new byte[0], 1), UNKNOWN)))
                .isEmpty();
    }

    @Test
    void shouldRefuseALineThatIsTooLongToBeHeld() {
        ReadableByteChannel endless = new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer to) {
                int length = to.remaining();
                to.position(to.limit());
                return length;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Cuts.poured(new LineFrames(endless, UNKNOWN)))
                .hasMessage("line 1 of the input is longer than 16777216 bytes; send it with --file");
    }

    @ParameterizedTest
    @CsvSource({"4294967295,1", "10,1", "9,2", "3,4", "1,10"})
    void shouldMakeFramesOfAFile(long chunk, int frames) throws Exception {
        String text = "0123456789";
        String[] payloads = text.split("(?<=\\G.{" + Math.min(chunk, 10) + "})");
        assertThat(payloads).hasSize(frames);
        for (int seed = 0; seed < Cuts.SEEDS; seed++) {
            var progress = new FileProgress(text.length());
            var source = new FileFrames(Cuts.channel(Cuts.utf8(text), seed), progress, chunk);
            assertThat(source.isWhole()).isFalse();
            assertThat(Cuts.poured(source)).isEqualTo(Cuts.frames(payloads));
            assertThat(source.isWhole()).isTrue();
        }
    }

    @Test
    void shouldMakeOneEmptyFrameOfAnEmptyFile() throws Exception {
        var source = new FileFrames(Cuts.channel(new byte[0], 1), new FileProgress(0), 5);
        assertThat(Cuts.poured(source)).isEqualTo(Cuts.frames(""));
    }

    @Test
    void shouldSayThatAFileBecameShorter() {
        var source = new FileFrames(Cuts.channel(new byte[5], 1), new FileProgress(6), Frames.MAX_PAYLOAD);
        assertThatThrownBy(() -> Cuts.poured(source)).hasMessage("the file became shorter while it was sent");
    }

    @Test
    void shouldTellHowFarAFileIs() {
        assertThat(Progress.text(1536 << 20, 4L << 30, 1000, 2_000_000_000L))
                .isEqualTo("sent 1.5 GiB of 4.0 GiB (37 %), 768.0 MiB/s, received 1.0 KiB");
        assertThat(Progress.text(0, 0, 999, 0))
                .isEqualTo("sent 0 bytes of 0 bytes (100 %), 0 bytes/s, received 999 bytes");
    }
}
