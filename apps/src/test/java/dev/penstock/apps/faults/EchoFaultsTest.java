package dev.penstock.apps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.apps.echo.EchoServer;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Peers that do nothing for longer than they may. */
@Timeout(120) // seconds where the machine has time
@Execution(ExecutionMode.CONCURRENT)
final class EchoFaultsTest {
    @Test
    void shouldLogAndHoldNothingMoreOfPeersThatDoNothing() throws Exception {
        try (var server = FaultedServer.start(
                EchoServer.class, "--stall-timeout", "300ms", "--idle-timeout", "2s", "--hard-limit", "8m")) {
            abortWhoIsStopped(server);
            closeWhoIsIdle(server);
            server.expectOrderlyEnd();
        }
    }

    private static void abortWhoIsStopped(FaultedServer server) throws Exception {
        try (var client = ClientProcess.sender(server.process)) {
            client.stop();
            server.expectLogged(
                    "info: echo: PEER connected",
                    "warning: echo: PEER aborted: stalled, SOME bytes dropped",
                    "info: echo: PEER left (stalled)");
            client.goOn();
            client.awaitExit();
        }
    }

    private static void closeWhoIsIdle(FaultedServer server) throws Exception {
        try (Socket socket = server.process.connect()) {
            assertThat(socket.getInputStream().read()).as("an orderly end").isEqualTo(-1);
        }
        server.expectLogged("info: echo: PEER connected", "info: echo: PEER left (idle)");
    }
}
