package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Where the bytes come from and where they go, as the options and the streams have it.
 *
 * @param source what is to be sent
 * @param sink where what is received goes
 * @param prompt the terminal that is typed on; null where there is none
 * @param file how far the file is that is sent; null where it is none
 */
record Ends(Source source, Sink sink, Prompt prompt, FileProgress file) {
    private static final byte[] NOTHING = {};
    private static final byte[] LF = {'\n'};

    /**
     * @param onInterrupt ends the client
     * @param onShown the terminal is needed
     * @throws IOException whose message is for the user
     */
    static Ends of(ClientOptions options, Streams streams, Runnable onInterrupt, Runnable onShown) throws IOException {
        boolean isTyped = options.file() == null && streams.isInputTerminal();
        WritableByteChannel out = options.out() == null ? new StandardOut(Streams.out()) : OutFile.open(options.out());
        InFile in = isTyped ? null : input(options, streams);
        Prompt prompt = isTyped && streams.isOutputTerminal() ? Prompt.open(options, onInterrupt) : null;
        FileProgress progress = in == null ? new FileProgress(0) : in.progress();
        ReadableByteChannel channel = in == null ? Streams.in() : in.channel();
        return new Ends(
                prompt != null ? prompt : source(options, channel, progress),
                sink(options, out, lines(options, streams, prompt, out, onShown)),
                prompt,
                in != null && in.isRegular() ? progress : null);
    }

    private static InFile input(ClientOptions options, Streams streams) throws IOException {
        if (options.file() == null) return InFile.standard(Streams.in(), streams.isInputFile());
        InFile file = InFile.open(options.file());
        if (options.isFramed() && !file.isRegular())
            throw new IOException(options.file() + " has no length to go first; --framed takes a regular file");
        if (options.isFramed() && !options.isChunked() && file.size() > Frames.MAX_PAYLOAD)
            throw new IOException(options.file() + " has " + file.size() + " bytes, and a frame at most "
                    + Frames.MAX_PAYLOAD + "; send it as several with --chunk");
        return file;
    }

    private static Source source(ClientOptions options, ReadableByteChannel in, FileProgress progress) {
        if (!options.isFramed()) return new StreamSource(in, progress);
        return options.file() == null ? new LineFrames(in, progress) : new FileFrames(in, progress, options.chunk());
    }

    /** Null where bytes stay bytes. */
    private static Lines lines(
            ClientOptions options, Streams streams, Prompt prompt, WritableByteChannel out, Runnable onShown) {
        boolean isShown = options.out() == null && streams.isOutputTerminal();
        if (isShown && prompt != null) return prompt;
        if (isShown) return new TerminalLines(out, options.prefix(), onShown);
        if (!options.isFramed() && options.prefix().isEmpty()) return null;
        byte[] prefix = options.prefix().getBytes(StandardCharsets.UTF_8);
        // Unframed, an LF that was received ends the line; payloads in a file have nothing around them.
        return new PlainLines(out, prefix, options.out() == null ? LF : NOTHING);
    }

    private static Sink sink(ClientOptions options, WritableByteChannel out, Lines lines) {
        if (lines == null) return new ChannelSink(out);
        if (options.isFramed()) return new Unframer(lines);
        return new LineSplitter(lines, !(lines instanceof PlainLines));
    }
}
