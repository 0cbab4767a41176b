package dev.penstock.apps.cli;

import dev.penstock.AddressFormat;
import dev.penstock.CloseReason;
import dev.penstock.ListenException;
import dev.penstock.Listener;
import dev.penstock.ListenerOptions;
import dev.penstock.Metric;
import dev.penstock.Reactor;
import dev.penstock.ReactorSnapshot;
import dev.penstock.ShutdownReport;
import java.time.Duration;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** A server of connections, and what it tells of them. */
public final class Server {
    private final ServerOptions options;
    private final CommandLine commandLine;

    public Server(ServerOptions options, CommandLine commandLine) {
        this.options = options;
        this.commandLine = commandLine;
    }

    /** Runs the server on the calling thread until it is stopped; returns the exit status. */
    public int run(Service service) {
        return new ServerLife(options.addresses(), options.runOptions(), commandLine).run(new Serving(service));
    }

    private final class Serving implements ServerKind {
        private final Service service;
        private Listener listener;

        Serving(Service service) {
            this.service = service;
        }

        @Override
        public Reactor open() throws ListenException {
            ListenerOptions.Builder listening = options.listenerOptions();
            service.configure(listening);
            Reactor reactor = Reactor.open(options.reactorOptions(service.name()));
            listener = reactor.listen(listening.build(), service.handlers(reactor));
            return reactor;
        }

        @Override
        public String readyLine() {
            return service.name() + " server listening on "
                    + listener.addresses().stream().map(AddressFormat::format).collect(Collectors.joining(", "));
        }

        @Override
        public String figures(ReactorSnapshot snapshot) {
            return snapshot.get(Metric.OPEN) + " connections"
                    + ", " + snapshot.get(Metric.BYTES_IN) + " bytes in"
                    + ", " + snapshot.get(Metric.BYTES_OUT) + " bytes out"
                    + ", " + snapshot.get(Metric.BYTES_QUEUED) + " queued"
                    + ", " + (snapshot.get(Metric.BYTES_DROPPED) + snapshot.get(Metric.BYTES_MISSED)) + " dropped"
                    + ", closed " + closed(snapshot);
        }

        @Override
        public Duration drainTimeout() {
            return options.drainTimeout();
        }

        @Override
        public String summary(ShutdownReport report) {
            return report.connections() + " connections, " + report.bytesDelivered()
                    + " bytes handed to the kernel while draining, " + report.bytesDropped() + " bytes dropped";
        }
    }

    private static String closed(ReactorSnapshot snapshot) {
        var text = new StringBuilder().append(snapshot.get(Metric.CLOSED));
        String separator = " (";
        for (CloseReason reason : CloseReason.values()) {
            if (snapshot.closed(reason) == 0) continue;
            text.append(separator).append(reason.text()).append(' ').append(snapshot.closed(reason));
            separator = ", ";
        }
        return separator.equals(", ") ? text.append(')').toString() : text.toString();
    }
}
