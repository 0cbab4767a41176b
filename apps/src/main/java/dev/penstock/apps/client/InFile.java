package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is sent.
 *
 * @param channel open
 * @param size in bytes, from where it is; 0 for a pipe or a device, whose size nobody knows
 * @param isRegular whether it is a file in the narrow sense
 */
record InFile(FileChannel channel, long size, boolean isRegular) {
    static InFile open(Path path) throws IOException {
        try {
            if (Files.isDirectory(path)) throw new IOException("it is a folder");
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            boolean isRegular = Files.isRegularFile(path);
            return new InFile(channel, isRegular ? channel.size() : 0, isRegular);
        } catch (IOException e) {
            throw new IOException("cannot read " + path + ": " + OutFile.reason(e), e);
        }
    }

    /** Standard input, from where it is. */
    static InFile standard(FileChannel in, boolean isRegular) throws IOException {
        return new InFile(in, isRegular ? Math.max(0, in.size() - in.position()) : 0, isRegular);
    }

    FileProgress progress() {
        return new FileProgress(size);
    }
}
