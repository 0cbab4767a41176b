package dev.penstock;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Takes what needs a descriptor once while there still are some. When they have run out, the loop must go on.
 *
 * <p>On Java 17 the file dispatcher makes a socket pair when first used; if that fails, the first read, write or close throws
 * {@code ExceptionInInitializerError} and every later one fails too. And a class that lies in a directory, as it does in
 * development, needs a descriptor to be loaded; if that fails once, it fails for ever. One in a jar does not: the jar is open.
 */
final class DescriptorWarmUp {
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    private DescriptorWarmUp() {}

    static void run(SelectorProvider provider) throws IOException {
        initialiseFileDispatcher(provider);
        if (LOADED.get()) return; // once a process; a second reactor has nothing left to load
        CodeSource source = Reactor.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) return;
        try {
            if (source.getLocation().getProtocol().equals("file"))
                loadClasses(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        LOADED.set(true);
    }

    private static void initialiseFileDispatcher(SelectorProvider provider) throws IOException {
        Pipe pipe;
        try {
            pipe = provider.openPipe();
        } catch (UnsupportedOperationException e) {
            return; // not the JDK's network, so none of its descriptors
        }
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            ByteBuffer one = ByteBuffer.allocateDirect(1);
            sink.write(one);
            source.read(one.clear());
        }
    }

    private static void loadClasses(Path root) throws IOException {
        if (!Files.isDirectory(root)) return;
        List<String> names;
        try (Stream<Path> files = Files.walk(root.resolve("dev/penstock"))) {
            names = files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
        try {
            for (String name : names) Class.forName(name, false, DescriptorWarmUp.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }
}
