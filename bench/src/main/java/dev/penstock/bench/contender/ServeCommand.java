package dev.penstock.bench.contender;

import dev.penstock.bench.work.Work;
import dev.penstock.bench.work.WorkConverter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs one contender for another process: prints {@code ready PORT}, then a {@link Sample} as a line of JSON for each line
 * {@code sample} on standard input, and for each line {@code collect} one after a full collection of garbage. Ends at the end of
 * input, so that nothing is left behind when that process dies.
 */
@Command(name = "serve", description = "Runs one contender until standard input ends.", hidden = true)
public final class ServeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CONTENDER", converter = ContenderConverter.class)
    private Contender contender;

    @Parameters(index = "1", paramLabel = "WORK", converter = WorkConverter.class)
    private Work work;

    @Override
    public Integer call() throws IOException {
        ContenderServer server = contender.open(work);
        var sampler = new Sampler(server);
        System.out.println("ready " + server.port());
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (line.equals("collect")) System.gc();
            if (line.equals("sample") || line.equals("collect"))
                System.out.println(sampler.take().toJson());
        }
        return 0;
    }
}
