package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that is received into. What was in it is gone when the first byte arrives, or the server ends; not before. */
final class OutFile implements WritableByteChannel {
    private final Path path;
    private final FileChannel file;
    private boolean isEmptied;

    private OutFile(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    static OutFile open(Path path) throws IOException {
        try {
            return new OutFile(path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + reason(e), e);
        }
    }

    /** The JDK's message is the path again, where the type says the rest. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) return "no such file or folder";
        if (e instanceof AccessDeniedException) return "permission denied";
        String text = String.valueOf(e.getMessage());
        return text.substring(text.lastIndexOf(": ") + 1).strip();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        empty();
        try {
            return file.write(bytes);
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + reason(e), e);
        }
    }

    private void empty() throws IOException {
        if (!isEmptied) file.truncate(0);
        isEmptied = true;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        empty();
        file.close();
    }
}
