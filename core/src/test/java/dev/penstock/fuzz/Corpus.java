package dev.penstock.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The inputs that are kept of a fuzz target: what reaches most of the code, and whatever once made it fail. */
public final class Corpus {
    private final Path folder;

    /** That of a module's target, seen from the module's folder. */
    public Corpus(String name) {
        folder = Path.of("src/test/corpus", name);
    }

    public Path folder() {
        return folder;
    }

    /** Hands each input to the target; returns how many there are. */
    public int replay(Consumer<byte[]> target) {
        List<Path> files = files();
        for (Path file : files) {
            try {
                target.accept(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Throwable failure) {
                throw new AssertionError(file + ": " + failure.getMessage(), failure);
            }
        }
        return files.size();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
