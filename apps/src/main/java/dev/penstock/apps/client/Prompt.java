package dev.penstock.apps.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A terminal on which somebody types: lines are edited, with a history of this conversation's, and what is received appears
 * above the line. Ctrl-D on an empty line ends the input, Ctrl-C the client.
 */
final class Prompt implements Source, Lines {
    private static final String TEXT = "> ";

    /** 4,096 characters: what is longer appears in several lines, rather than being held. */
    private static final int MAX_SHOWN = 4 << 10;

    private final Terminal terminal;
    private final LineReader reader;
    private final boolean isFramed;
    private final String prefix;
    private final Runnable onInterrupt;
    private final TerminalText text = new TerminalText();
    private final StringBuilder shown = new StringBuilder();
    private boolean isReleased; // the beginning of the line was shown, and nothing more of it has come
    private volatile Thread typing;

    private Prompt(ClientOptions options, Runnable onInterrupt) throws IOException {
        this.isFramed = options.isFramed();
        this.prefix = options.prefix();
        this.onInterrupt = onInterrupt;
        terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .encoding(StandardCharsets.UTF_8)
                .nativeSignals(false) // they are the client's
                .graphemeCluster(false) // the terminal would be asked, and wait for its answer
                .build();
        var parser = new DefaultParser(); // what is typed is what is sent
        parser.setEscapeChars(new char[0]);
        parser.setQuoteChars(new char[0]);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /**
     * Takes the terminal over.
     *
     * @param onInterrupt ends the client
     */
    static Prompt open(ClientOptions options, Runnable onInterrupt) throws IOException {
        return new Prompt(options, onInterrupt);
    }

    @Override
    public void pour(ByteRing into) throws InterruptedException {
        typing = Thread.currentThread();
        try {
            while (true) send(reader.readLine(TEXT), into);
        } catch (EndOfFileException e) {
            // The server may still have something to say.
        } catch (UserInterruptException e) {
            onInterrupt.run();
        } finally {
            typing = null;
        }
    }

    private void send(String line, ByteRing into) throws InterruptedException {
        if (isFramed) Frames.put(into, StandardCharsets.UTF_8.encode(line));
        else into.put(StandardCharsets.UTF_8.encode(line + "\n"));
    }

    @Override
    public void begin() {
        shown.append(prefix);
    }

    @Override
    public void write(ByteBuffer part) {
        shown.append(text.decode(part));
        isReleased = false;
        while (shown.length() >= MAX_SHOWN) show(cut());
    }

    /** Not between the halves of a character. */
    private int cut() {
        return Character.isHighSurrogate(shown.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
    }

    @Override
    public void end() {
        shown.append(text.finish());
        if (!shown.isEmpty() || !isReleased) show(shown.length());
        isReleased = false;
    }

    private void show(int length) {
        reader.printAbove(shown.substring(0, length));
        shown.delete(0, length);
    }

    @Override
    public boolean isHolding() {
        return !shown.isEmpty();
    }

    @Override
    public void release() {
        show(shown.length());
        isReleased = true;
    }

    /** The last line, where it has no end. */
    @Override
    public void close() {
        shown.append(text.finish());
        if (!shown.isEmpty()) release();
        leave();
    }

    /** Nobody is asked for a line any more, and the terminal is as it was. */
    void leave() {
        Thread waiting = typing;
        try {
            if (waiting != null) {
                waiting.interrupt();
                waiting.join(1000);
            }
            terminal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It is gone, and so needs nothing.
        }
    }
}
