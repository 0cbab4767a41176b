package dev.penstock.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class LengthPrefixedFramingTest {
    private static final int MAX = 1000;
    private final Framing framing = Framing.lengthPrefixed(MAX);

    private static ByteBuffer claiming(long length, int there) {
        return ByteBuffer.allocate(4 + there).putInt(0, (int) length);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 4", "0, 3, 4", "5, 5, 9", "5, 9, 9", "5, 4, 0", "1000, 999, 0", "1000, 1000, 1004"})
    void shouldFindAFrameOnceItIsThere(long claimed, int there, int length) {
        assertThat(framing.find(claiming(claimed, there), 0)).isEqualTo(length);
    }

    /** Unsigned: 0x80000000 is not negative, and neither is 0xFFFFFFFF minus one. */
    @ParameterizedTest
    @ValueSource(longs = {MAX + 1, 0x7fffffffL, 0x80000000L, 0xfffffffcL, 0xffffffffL})
    void shouldRefuseALongerClaimBeforeAnyOfItIsThere(long claimed) {
        assertThat(framing.find(claiming(claimed, 0), 0)).isEqualTo(Framing.TOO_LONG);
    }

    @Test
    void shouldWaitForAHeader() {
        assertThat(framing.find(ByteBuffer.wrap(new byte[] {-1, -1, -1}), 0)).isZero();
    }

    @Test
    void shouldWidenAPayloadToItsFrame() {
        ByteBuffer input = claiming(5, 7);
        framing.narrow(input, 9);
        assertThat(input.remaining()).isEqualTo(5);
        assertThat(LengthPrefixedFraming.withHeader(input)).isSameAs(input);
        assertThat(input.remaining()).isEqualTo(9);
        assertThat(input.getInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 30) - 7})
    void shouldSayWhatAMaximumMayBe(int value) {
        assertThatThrownBy(() -> Framing.lengthPrefixed(value)).hasMessageContaining("maxFrame must be 1 to");
        assertThatThrownBy(() -> Framing.lines(value)).hasMessageContaining("maxLine must be 1 to");
    }
}
