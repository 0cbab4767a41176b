package dev.penstock.apps.client;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * What the process was given as its three streams. Java knows of a console or none, and not of each stream; a shell does.
 *
 * @param isInputTerminal whether standard input is one
 * @param isOutputTerminal whether standard output is one
 * @param isErrorTerminal whether standard error is one
 * @param isInputFile whether standard input is a regular file
 */
record Streams(boolean isInputTerminal, boolean isOutputTerminal, boolean isErrorTerminal, boolean isInputFile) {
    private static final int IN = 1;
    private static final int OUT = 2;
    private static final int ERROR = 4;
    private static final int FILE = 8;
    private static final String PROBE = "s=0; [ -t 0 ] && s=$((s+1)); [ -t 1 ] && s=$((s+2)); [ -t 2 ] && s=$((s+4));"
            + " [ -f /dev/stdin ] && s=$((s+8)); exit $s";

    /** Where there is no shell there is no terminal that we could serve. */
    static Streams probe() {
        int found = 0;
        try {
            found = new ProcessBuilder("sh", "-c", PROBE).inheritIO().start().waitFor();
        } catch (IOException e) {
            // None of them, then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Streams((found & IN) != 0, (found & OUT) != 0, (found & ERROR) != 0, (found & FILE) != 0);
    }

    /** Standard input, past all buffers of Java's. */
    @SuppressWarnings("resource") // it is the process's, not ours to close
    static FileChannel in() {
        return new FileInputStream(FileDescriptor.in).getChannel();
    }

    /** Standard output, past all buffers of Java's. */
    @SuppressWarnings("resource") // it is the process's, not ours to close
    static FileChannel out() {
        return new FileOutputStream(FileDescriptor.out).getChannel();
    }
}
