package dev.penstock.apps.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A command line as it was typed. The JVM decodes it by the locale, and where none is set, as in most containers, that knows
 * ASCII only: every other byte has become U+FFFD. Linux still has the bytes.
 */
final class Arguments {
    private static final String LOST = "\ufffd";

    private Arguments() {}

    /** The same arguments, in UTF-8 where the JVM has lost something. */
    static String[] asTyped(String[] args) {
        if (Arrays.stream(args).noneMatch(arg -> arg.contains(LOST))) return args;
        try {
            String all = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
            String[] words = all.split("\0", -1); // with an empty one behind the last end
            int end = words.length - 1;
            return end < args.length ? args : Arrays.copyOfRange(words, end - args.length, end);
        } catch (IOException e) {
            return args; // another system, or bytes that are no UTF-8 at all
        }
    }
}
