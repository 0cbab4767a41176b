package dev.penstock.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Reactor;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import picocli.CommandLine;

/** A server as a user launches it: a process of its own, reached over loopback, stopped by signals. */
public final class ServerProcess implements AutoCloseable {
    /** No more than the jars hold, and these tests: a JVM keeps every jar open that it once looked into, of a test's some thirty. */
    private static final String CLASS_PATH = Stream.of(
                    ServerProcess.class, Penstock.class, Reactor.class, CommandLine.class, MpscAtomicArrayQueue.class)
            .map(type -> Path.of(URI.create(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString())
            .collect(Collectors.joining(File.pathSeparator));

    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final BufferedReader out;
    private final Path errors;
    private final String readyLine;

    private ServerProcess(List<String> command, boolean hasReadyLine) throws IOException {
        errors = Files.createTempFile("server", ".err");
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        out = process.inputReader(StandardCharsets.UTF_8);
        readyLine = hasReadyLine ? out.readLine() : null;
    }

    /** Starts a main class and waits for its ready line. */
    public static ServerProcess start(Class<?> main, String... args) throws IOException {
        return started(command(main, args));
    }

    /** The same under a limit of descriptors. */
    public static ServerProcess startWithDescriptors(int limit, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -n " + limit + "; exec \"$@\"", "bash"));
        command.addAll(command(main, args));
        return started(command);
    }

    /** The same where no locale is set, with further arguments as bash reads them. */
    public static ServerProcess startWithoutLocale(String bashArgs, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "LC_ALL=C exec \"$@\" " + bashArgs, "bash"));
        command.addAll(command(main, args));
        return started(command);
    }

    /** The same in a process that can be asked for its {@link #gauges}. */
    public static ServerProcess startGauged(Class<?> main, String... args) throws IOException {
        return start(GaugedServer.class, gauged(main, args));
    }

    /** What a {@link GaugedServer} takes. */
    public static String[] gauged(Class<?> main, String... args) {
        return Stream.concat(Stream.of(main.getName()), Stream.of(args)).toArray(String[]::new);
    }

    /** The same with options for its JVM. */
    public static ServerProcess startWithJvmOptions(List<String> jvmOptions, Class<?> main, String... args)
            throws IOException {
        List<String> command = command(main, args);
        command.addAll(1, jvmOptions);
        return started(command);
    }

    /** Starts one that is expected to end by itself. */
    public static ServerProcess startAny(Class<?> main, String... args) throws IOException {
        return new ServerProcess(shortLived(main, args), true);
    }

    /** Starts one that is no server, and so has no ready line. */
    public static ServerProcess startUnread(Class<?> main, String... args) throws IOException {
        return new ServerProcess(command(main, args), false);
    }

    /** What one says that ends by itself, with this status and one line on standard error. */
    public static String refusal(int status, Class<?> main, String... args) throws IOException, InterruptedException {
        try (var refused = startAny(main, args)) {
            assertThat(refused.awaitExit()).as(refused.errors()).isEqualTo(status);
            assertThat(refused.errors()).hasLineCount(1);
            return refused.errors();
        }
    }

    /** What {@code --help} prints, in one line: where lines are broken is of no interest. */
    public static String help(Class<?> main, String... command) throws IOException, InterruptedException {
        List<String> line = shortLived(main, command);
        line.add("--help");
        Process process = new ProcessBuilder(line).start();
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return help.replaceAll("\\s+", " ");
    }

    private static ServerProcess started(List<String> command) throws IOException {
        var server = new ServerProcess(command, true);
        assertThat(server.readyLine)
                .as("ready line; standard error: %s", server.errors())
                .isNotNull();
        return server;
    }

    private static List<String> command(Class<?> main, String... args) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        List<String> command =
                new ArrayList<>(List.of(java, "-ea", "-XX:+UseSerialGC", "-cp", CLASS_PATH, main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** The same for one that ends before it pays to compile it well. */
    private static List<String> shortLived(Class<?> main, String... args) {
        List<String> command = command(main, args);
        command.add(1, "-XX:TieredStopAtLevel=1");
        return command;
    }

    public String readyLine() {
        return readyLine;
    }

    public int port() {
        Matcher matcher = PORT.matcher(readyLine);
        assertThat(matcher.find()).as(readyLine).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port());
        socket.setSoTimeout(20_000); // a read that gets no answer fails its test, it does not hang it
        return socket;
    }

    /** The next line of its standard output, which nobody reads else: it may fill up. */
    public String nextLine() throws IOException {
        return out.readLine();
    }

    /** All that is left of its standard output, up to its end. */
    public List<String> remainingLines() {
        return out.lines().toList();
    }

    /** Closes the reading end of its standard output. */
    public void closeOutput() throws IOException {
        out.close();
    }

    public long pid() {
        return process.pid();
    }

    public void signal(String name) throws IOException, InterruptedException {
        Signals.send(pid(), name);
    }

    /** Waits for its end and returns the exit status. */
    public int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("ended within 30 s")
                .isTrue();
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has said on standard error so far. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** What the kernel says of its memory, in bytes: {@code VmRSS} is resident now, {@code VmHWM} was at most. */
    public long memory(String which) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith(which + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    /** What one that runs in a {@link GaugedServer} holds. */
    public Gauges gauges() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        String line;
        do line = out.readLine();
        while (!line.startsWith(GaugedServer.HELD));
        String[] answer = line.split(" ");
        return new Gauges(Long.parseLong(answer[1]), Long.parseLong(answer[2]), descriptors());
    }

    /** How many descriptors it has open. */
    public int descriptors() {
        return new File("/proc/" + pid() + "/fd").list().length;
    }

    /** CPU time it has used so far, user and system, in clock ticks of 10 ms. */
    public long cpuTicks() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        out.close();
        Files.deleteIfExists(errors);
    }
}
