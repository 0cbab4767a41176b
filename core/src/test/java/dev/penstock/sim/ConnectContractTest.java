package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** What the reactor takes for granted of a channel that connects, until it stands or is closed, on both networks. */
final class ConnectContractTest extends OnBothNetworks {
    @Test
    void shouldServeAConnectionOnTheKeyThatItsConnectHad() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.open();
        boolean isImmediate = client.connect(listener.getLocalAddress()); // allowed on loopback
        SelectionKey key = client.register(lab.selector, isImmediate ? 0 : SelectionKey.OP_CONNECT, "connect");
        if (!isImmediate) {
            lab.untilReady(key, SelectionKey.OP_CONNECT);
            assertThat(client.finishConnect()).isTrue();
        }
        key.attach("connection");
        key.interestOps(SelectionKey.OP_READ);
        assertThat(lab.selector.selectNow(ready -> {})).isZero();
        lab.accept(listener).write(Lab.bytes("x"));
        lab.untilReady(key, SelectionKey.OP_READ);
        assertThat(key.attachment()).isEqualTo("connection");
        assertThat(lab.read(client, 1)).isEqualTo("x");
    }

    @Test
    void shouldReportAConnectThatFailed() throws IOException {
        ServerSocketChannel gone = lab.listen();
        var address = (InetSocketAddress) gone.getLocalAddress();
        gone.close();
        SocketChannel client = lab.open();
        client.connect(address);
        SelectionKey key = client.register(lab.selector, SelectionKey.OP_CONNECT);
        lab.untilReady(key, SelectionKey.OP_CONNECT);
        assertThatThrownBy(client::finishConnect).isInstanceOf(ConnectException.class);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void shouldReportAConnectThatStoodAndWasReset() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.open();
        if (client.connect(listener.getLocalAddress())) return; // allowed on loopback
        SocketChannel accepted = lab.accept(listener);
        accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
        accepted.close();
        SocketChannel[] others = lab.pair(); // by the time that these have met, the reset has arrived
        others[0].write(Lab.bytes("x"));
        lab.read(others[1], 1);
        assertThatThrownBy(client::finishConnect)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void shouldForgetAConnectThatIsClosed() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.open();
        client.connect(listener.getLocalAddress());
        SelectionKey key = client.register(lab.selector, SelectionKey.OP_CONNECT);
        client.close();
        assertThat(key.isValid()).isFalse();
        assertThat(lab.selector.selectNow(ready -> {})).isZero();
        assertThat(lab.selector.keys()).isEmpty();
    }

    @Test
    void shouldConnectFromWhereItIsBound() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.open();
        client.bind(Lab.loopback(0));
        var bound = (InetSocketAddress) client.getLocalAddress();
        assertThat(bound.getPort()).isPositive();
        if (!client.connect(listener.getLocalAddress())) lab.until(client::finishConnect);
        assertThat(client.getLocalAddress()).isEqualTo(bound);
        assertThat(lab.accept(listener).getRemoteAddress()).isEqualTo(bound);
    }

    @Test
    void shouldNotBindToWhereSomebodyListens() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.open();
        assertThatThrownBy(() -> client.bind(listener.getLocalAddress()))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("already in use");
    }
}
