package dev.penstock.apps.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of whatever listens: where. */
public final class ListenAddresses {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on; repeatable. Default: localhost, which is 127.0.0.1 and ::1, so that"
                    + " nobody else on the network can connect unless told otherwise.")
    private List<String> hosts;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port, the same on every address; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    /** Made by picocli, which sets every field. */
    public ListenAddresses() {}

    /** Whether somebody has named a host. */
    boolean isGiven() {
        return hosts != null;
    }

    public List<String> hosts() {
        return isGiven() ? hosts : List.of("localhost");
    }

    public int port() {
        return port;
    }
}
