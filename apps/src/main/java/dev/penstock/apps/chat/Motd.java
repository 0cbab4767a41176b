package dev.penstock.apps.chat;

import dev.penstock.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The message of the day: read once, told line by line to everybody who comes. */
public final class Motd {
    /** 64 KiB: a screenful is two, and everybody is sent all of it. */
    static final int MAX_BYTES = 64 << 10;

    /** Nothing to tell. */
    public static final Motd NONE = new Motd(List.of());

    private final List<ByteBuffer> lines;

    private Motd(List<ByteBuffer> lines) {
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if that cannot be done, or it is too long; the message says which in one line
     */
    public static Motd read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("--motd " + file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IOException("--motd " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > MAX_BYTES)
            throw new IOException("--motd " + file + " is longer than " + MAX_BYTES + " bytes; shorten it");
        return of(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Makes one of a text of lines. */
    static Motd of(String text) {
        return new Motd(text.lines().map(Motd::encode).toList());
    }

    private static ByteBuffer encode(String line) {
        byte[] bytes = (Notices.MARK + SafeText.escape(line) + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    /** How much everybody is sent. */
    long bytes() {
        return lines.stream().mapToLong(ByteBuffer::capacity).sum();
    }

    void tell(Member member) {
        for (ByteBuffer line : lines) member.tell(line.clear());
    }
}
