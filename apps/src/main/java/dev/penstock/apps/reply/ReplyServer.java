package dev.penstock.apps.reply;

import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.ListenerOptions;
import dev.penstock.Reactor;
import dev.penstock.SafeText;
import dev.penstock.WriteResult;
import dev.penstock.apps.cli.FrameTimeout;
import dev.penstock.apps.cli.Server;
import dev.penstock.apps.cli.ServerDefaults;
import dev.penstock.apps.cli.ServerOptions;
import dev.penstock.apps.cli.Service;
import dev.penstock.apps.cli.Sizes;
import dev.penstock.apps.cli.StandardOutput;
import dev.penstock.frame.FrameReader;
import dev.penstock.frame.Framing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Answers whatever arrives, or each line, with the same text, and prints what was said.
 *
 * <p>What cannot be answered for want of room is left unread, and is offered again: each is answered, and printed, once.
 */
@Command(
        name = "reply",
        description =
                "Answers whatever arrives with a text, and prints what arrived on standard output after 'client says: '.",
        defaultValueProvider = ReplyServer.Defaults.class)
public final class ReplyServer implements Service, Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            defaultValue = "world",
            description = "The answer, sent as it is in UTF-8. Default: ${DEFAULT-VALUE}.")
    private String text;

    @Option(
            names = "--lines",
            description =
                    "Answer each line, with a line. Without this each read is answered, however TCP has cut or joined"
                            + " what was sent.")
    private boolean isLines;

    @Option(names = "--once", description = "Close a connection after its first answer.")
    private boolean isOnce;

    @Option(
            names = "--max-line",
            paramLabel = "SIZE",
            converter = Sizes.class,
            defaultValue = "4096",
            description = "With --lines: longest line without its end; who sends more is closed. Default:"
                    + " ${DEFAULT-VALUE}, as long as a terminal's own.")
    private long maxLine;

    @Mixin
    private FrameTimeout frameTimeout;

    @Mixin
    private ServerOptions options;

    private Consumer<String> printing;
    private ByteBuffer reply;
    private Framing framing;

    @Override
    public Integer call() throws InterruptedException {
        StandardOutput output = StandardOutput.open();
        printTo(output::println);
        int status = new Server(options, spec.commandLine()).run(this);
        output.flush(StandardOutput.FLUSH_TIMEOUT);
        return status;
    }

    /** Where what was said is printed, line by line; must not wait. */
    public void printTo(Consumer<String> lines) {
        printing = lines;
    }

    @Override
    public String name() {
        return "reply";
    }

    @Override
    public void configure(ListenerOptions.Builder listening) {
        reply = StandardCharsets.UTF_8.encode(isLines ? text + "\n" : text);
        options.requireHardLimitHolds("the reply", reply.limit());
        if (!isLines) {
            refuseWithoutLines("--max-line");
            refuseWithoutLines("--frame-timeout");
            return;
        }
        framing = Framing.lines(Sizes.ofBuffer("maxLine", maxLine));
        options.requireHardLimitHolds("a maximal line", maxLine);
        listening.maxReadBuffer(framing.readBuffer()).frameTimeout(frameTimeout.value());
    }

    private void refuseWithoutLines(String option) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option))
            throw new IllegalArgumentException(option + " is about lines; it needs --lines");
    }

    @Override
    public Function<Connection, ConnectionHandler> handlers(Reactor reactor) {
        if (isLines) return connection -> new FrameReader(framing, this::answer);
        return connection -> this::answerRead;
    }

    private void answerRead(Connection connection, ByteBuffer data) {
        if (answer(connection, data)) data.position(data.limit());
    }

    /** Whether it was answered; else there is no room, and it comes again. */
    private boolean answer(Connection connection, ByteBuffer said) {
        WriteResult result = connection.write(reply.rewind());
        if (result == WriteResult.RETRY) return false;
        if (result == WriteResult.ACCEPTED) printing.accept("client says: " + SafeText.escape(textOf(said)));
        if (isOnce) connection.close();
        return true;
    }

    private String textOf(ByteBuffer said) {
        String text = StandardCharsets.UTF_8.decode(said.duplicate()).toString();
        return isLines ? text : withoutLineEnd(text); // a line has lost its end already
    }

    /** Without the line end that a read, as a rule, ends with. */
    private static String withoutLineEnd(String text) {
        int end = text.length();
        if (text.endsWith("\n")) end--;
        if (end > 0 && text.charAt(end - 1) == '\r') end--;
        return text.substring(0, end);
    }

    static final class Defaults extends ServerDefaults {
        Defaults() {
            super(Map.of("--port", "1234", "--hard-limit", "256k"));
        }
    }
}
