package dev.penstock.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ChunkTest {
    private static final int CAPACITY = 1024;

    private final BufferPool pool = new BufferPool(CAPACITY, 0);
    private final Chunk chunk = pool.take(CAPACITY);

    @AfterEach
    void free() {
        pool.give(chunk);
        pool.close();
    }

    @Test
    void shouldTakeTheLengthAskedForAndAdvanceTheSourcePastIt() {
        ByteBuffer source = bytes("-hello-").position(1);

        chunk.put(source, 5);

        assertThat(source.position()).isEqualTo(6);
        assertThat(source.limit()).isEqualTo(7);
        assertThat(chunk.size()).isEqualTo(5);
        assertThat(chunk.space()).isEqualTo(CAPACITY - 5);
        assertThat(text(chunk.view())).isEqualTo("hello");
    }

    @Test
    void shouldKeepTheOrderOfPuts() {
        put("one,");
        put("two,");
        put("three");

        assertThat(text(chunk.view())).isEqualTo("one,two,three");
    }

    @Test
    void shouldWriteWhatTheChannelTakesAndKeepTheRest() throws IOException {
        put("abcdef");
        var channel = new RationedChannel(() -> 4);

        assertThat(chunk.writeTo(channel)).isEqualTo(4);
        assertThat(text(chunk.view())).isEqualTo("ef");
        put("gh");
        assertThat(chunk.writeTo(channel)).isEqualTo(4);

        assertThat(new String(channel.takeAll(), StandardCharsets.UTF_8)).isEqualTo("abcdefgh");
        assertThat(chunk.size()).isZero();
    }

    @Test
    void shouldLoseNothingWhenTheChannelTakesNothing() throws IOException {
        put("abc");

        assertThat(chunk.writeTo(new RationedChannel(() -> 0))).isZero();

        assertThat(text(chunk.view())).isEqualTo("abc");
    }

    @Test
    void shouldReadNoMoreThanTheLimitBehindWhatItHolds() throws IOException {
        put("ab");
        ReadableByteChannel channel = channelOf("cdefgh");

        assertThat(chunk.readFrom(channel, 4)).isEqualTo(4);
        assertThat(text(chunk.view())).isEqualTo("abcdef");
        assertThat(chunk.readFrom(channel, 100)).isEqualTo(2);
        assertThat(chunk.readFrom(channel, 100)).isEqualTo(-1);

        assertThat(text(chunk.view())).isEqualTo("abcdefgh");
    }

    @Test
    void shouldReadNoMoreThanItsSpace() throws IOException {
        put("x".repeat(CAPACITY - 3));

        assertThat(chunk.readFrom(channelOf("abcdef"), 100)).isEqualTo(3);

        assertThat(chunk.space()).isZero();
        assertThat(text(chunk.view())).endsWith("xabc");
    }

    @Test
    void shouldReadAfterAPartialWrite() throws IOException {
        put("abcd");
        chunk.writeTo(new RationedChannel(() -> 3));

        chunk.readFrom(channelOf("efg"), 10);

        assertThat(text(chunk.view())).isEqualTo("defg");
    }

    @Test
    void shouldDropWhatWasConsumedOfTheView() {
        put("line\nrest");

        ByteBuffer view = chunk.view();
        view.position(5);
        chunk.consumeViewed();

        assertThat(chunk.size()).isEqualTo(4);
        assertThat(chunk.view()).isSameAs(view);
        assertThat(text(chunk.view())).isEqualTo("rest");
    }

    @Test
    void shouldKeepEverythingWhenNothingOfTheViewWasConsumed() {
        put("abc");
        chunk.view();
        chunk.consumeViewed();

        assertThat(text(chunk.view())).isEqualTo("abc");
    }

    @Test
    void shouldNotLetTheViewBeWritten() {
        put("abc");

        assertThatThrownBy(() -> chunk.view().put(0, (byte) 'x')).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void shouldMakeRoomByCompactingWithoutChangingWhatItHolds() {
        String kept = "0123456789".repeat(60);
        put("x".repeat(CAPACITY - kept.length()));
        put(kept);
        ByteBuffer view = chunk.view();
        view.position(CAPACITY - kept.length());
        chunk.consumeViewed();
        assertThat(chunk.space()).isZero();

        chunk.compact();

        assertThat(text(chunk.view())).isEqualTo(kept);
        assertThat(chunk.space()).isEqualTo(CAPACITY - kept.length());
        put("+");
        assertThat(text(chunk.view())).isEqualTo(kept + "+");
    }

    @Test
    void shouldHaveAllItsRoomAgainWhenCompactedEmpty() throws IOException {
        put("x".repeat(CAPACITY));
        chunk.writeTo(new RationedChannel(() -> CAPACITY));

        chunk.compact();

        assertThat(chunk.size()).isZero();
        assertThat(chunk.space()).isEqualTo(CAPACITY);
    }

    private void put(String text) {
        ByteBuffer source = bytes(text);
        chunk.put(source, source.remaining());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ReadableByteChannel channelOf(String text) {
        return Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
