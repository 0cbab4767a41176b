package dev.penstock.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** What the reactor takes for granted of sockets, from bind to the last reset: true of the system's and the simulated. */
final class SocketContractTest extends OnBothNetworks {
    @Test
    void shouldBindPortZeroToAFreePort() throws IOException {
        assertThat(((InetSocketAddress) lab.listen().getLocalAddress()).getPort())
                .isPositive();
    }

    @Test
    void shouldRefuseAPortInUse() throws IOException {
        InetSocketAddress taken = (InetSocketAddress) lab.listen().getLocalAddress();
        ServerSocketChannel second = lab.keep(lab.provider.openServerSocketChannel());
        assertThatThrownBy(() -> second.bind(taken))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("already in use");
    }

    @Test
    void shouldRefuseAConnectionWhereNobodyListens() throws IOException {
        ServerSocketChannel listener = lab.listen();
        var address = listener.getLocalAddress();
        listener.close();
        assertThatThrownBy(() -> {
                    SocketChannel client = lab.open();
                    if (!client.connect(address)) lab.until(client::finishConnect);
                })
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(ConnectException.class),
                        thrown -> assertThat(thrown).hasCauseInstanceOf(ConnectException.class));
    }

    @Test
    void shouldAcceptNobodyWhenNobodyWaits() throws IOException {
        assertThat(lab.listen().accept()).isNull();
    }

    @Test
    void shouldNotAcceptBeforeItIsBound() throws IOException {
        ServerSocketChannel listener = lab.keep(lab.provider.openServerSocketChannel());
        listener.configureBlocking(false);
        assertThatThrownBy(listener::accept).isInstanceOf(NotYetBoundException.class);
    }

    @Test
    void shouldConnectBeforeAnybodyAccepts() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.connect(listener.getLocalAddress());
        assertThat(client.isConnected()).isTrue();
        client.write(Lab.bytes("early"));
        assertThat(lab.read(lab.accept(listener), 5)).isEqualTo("early");
    }

    @Test
    void shouldNameBothEndsAlike() throws IOException {
        SocketChannel[] pair = lab.pair();
        assertThat(pair[1].getRemoteAddress()).isEqualTo(pair[0].getLocalAddress());
        assertThat(pair[0].getRemoteAddress()).isEqualTo(pair[1].getLocalAddress());
    }

    @Test
    void shouldNotReadOrWriteBeforeItIsConnected() throws IOException {
        SocketChannel channel = lab.open();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(() -> channel.write(Lab.bytes("x"))).isInstanceOf(NotYetConnectedException.class);
    }

    @Test
    void shouldReadNothingWhileThereIsNothing() throws IOException {
        assertThat(lab.pair()[1].read(ByteBuffer.allocate(8))).isZero();
    }

    @Test
    void shouldReadNothingIntoAFullBuffer() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[0].write(Lab.bytes("x"));
        assertThat(pair[1].read(ByteBuffer.allocate(0))).isZero();
        assertThat(lab.read(pair[1], 1)).isEqualTo("x");
    }

    @Test
    void shouldDeliverInOrderBothWays() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[0].write(Lab.bytes("one "));
        pair[0].write(Lab.bytes("two"));
        pair[1].write(Lab.bytes("three"));
        assertThat(lab.read(pair[1], 7)).isEqualTo("one two");
        assertThat(lab.read(pair[0], 5)).isEqualTo("three");
    }

    @Test
    void shouldKeepWhatDoesNotFitForTheNextRead() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[0].write(Lab.bytes("abcdef"));
        assertThat(lab.read(pair[1], 2)).isEqualTo("ab");
        assertThat(lab.read(pair[1], 4)).isEqualTo("cdef");
    }

    @Test
    void shouldTakeOnlyWhatFits() throws IOException {
        SocketChannel[] pair = lab.narrowPair();
        assertThat(lab.fill(pair[0])).isBetween(8L << 10, 1L << 20);
        ByteBuffer more = Lab.bytes("x");
        assertThat(pair[0].write(more)).isZero();
        assertThat(more.position()).isZero();
    }

    @Test
    void shouldGatherAndScatter() throws IOException {
        SocketChannel[] pair = lab.pair();
        assertThat(pair[0].write(new ByteBuffer[] {Lab.bytes("ab"), Lab.bytes("cd")}))
                .isEqualTo(4);
        assertThat(lab.read(pair[1], 4)).isEqualTo("abcd");
    }

    @Test
    void shouldEndTheInputAndKeepSayingSo() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[0].write(Lab.bytes("last"));
        pair[0].shutdownOutput();
        assertThat(lab.read(pair[1], 4)).isEqualTo("last");
        lab.untilEnd(pair[1]);
        assertThat(pair[1].read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void shouldGoOnInTheOtherDirectionAfterAHalfClose() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[0].shutdownOutput();
        lab.untilEnd(pair[1]);
        pair[1].write(Lab.bytes("answer"));
        assertThat(lab.read(pair[0], 6)).isEqualTo("answer");
    }

    @Test
    void shouldNotWriteAfterItsOwnEnd() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[0].shutdownOutput();
        assertThatThrownBy(() -> pair[0].write(Lab.bytes("x"))).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void shouldReadTheEndAfterItsOwnShutdownOfInput() throws IOException {
        SocketChannel channel = lab.pair()[1];
        channel.shutdownInput();
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void shouldRememberItsOptions() throws IOException {
        SocketChannel channel = lab.pair()[1];
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        assertThat(channel.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
        assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        assertThat(channel.getOption(StandardSocketOptions.SO_LINGER)).isNegative();
        assertThat(channel.supportedOptions())
                .contains(StandardSocketOptions.SO_SNDBUF, StandardSocketOptions.SO_RCVBUF);
    }

    @Test
    void shouldRefuseOptionsItDoesNotHave() throws IOException {
        ServerSocketChannel listener = lab.listen();
        assertThatThrownBy(() -> listener.setOption(StandardSocketOptions.TCP_NODELAY, true))
                .isInstanceOf(UnsupportedOperationException.class);
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        assertThat(listener.getOption(StandardSocketOptions.SO_REUSEADDR)).isTrue();
    }
}
