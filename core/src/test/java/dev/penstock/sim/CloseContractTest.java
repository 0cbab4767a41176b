package dev.penstock.sim;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** What the reactor takes for granted of the ways in which a connection or a listener ends, on both networks. */
final class CloseContractTest extends OnBothNetworks {
    private static void abort(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Test
    void shouldDeliverAllBeforeTheEndWhenThePeerCloses() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[0].write(Lab.bytes("goodbye"));
        pair[0].close();
        assertThat(lab.read(pair[1], 7)).isEqualTo("goodbye");
        lab.untilEnd(pair[1]);
    }

    @Test
    void shouldResetThePeerWhenClosedWithUnreadInput() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[1].register(lab.selector, OP_READ);
        pair[0].write(Lab.bytes("never read"));
        lab.untilReady(key, OP_READ);
        key.cancel();
        lab.selector.selectNow(ready -> {});
        pair[1].close();
        assertThat(lab.untilReset(pair[0])).hasMessageContaining("reset");
    }

    @Test
    void shouldLetTheEndComeBeforeTheResetWhenARegisteredChannelWithUnreadInputIsClosed() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[1].register(lab.selector, OP_READ);
        pair[0].write(Lab.bytes("never read"));
        lab.untilReady(key, OP_READ);
        pair[1].close();
        lab.untilEnd(pair[0]);
        lab.selector.selectNow(ready -> {});
        assertThatThrownBy(() -> lab.until(() -> pair[0].write(Lab.bytes("x")) < 0))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(pair[0].read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void shouldResetThePeerThatWritesToAClosedOne() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[1].close();
        lab.untilEnd(pair[0]);
        assertThatThrownBy(() -> lab.until(() -> pair[0].write(Lab.bytes("x")) < 0))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void shouldResetWithLingerZero() throws IOException {
        SocketChannel[] pair = lab.pair();
        abort(pair[0]);
        assertThat(lab.untilReset(pair[1])).hasMessageContaining("reset");
    }

    @Test
    void shouldStillGiveWhatHadArrivedBeforeAReset() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[1].register(lab.selector, OP_READ);
        pair[0].write(Lab.bytes("arrived"));
        lab.untilReady(key, OP_READ);
        abort(pair[0]);
        assertThat(lab.read(pair[1], 7)).isEqualTo("arrived");
        assertThat(lab.untilReset(pair[1])).hasMessageContaining("reset");
    }

    @Test
    void shouldKeepSayingThatItWasReset() throws IOException {
        SocketChannel[] pair = lab.pair();
        abort(pair[0]);
        lab.untilReset(pair[1]);
        assertThatThrownBy(() -> pair[1].read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> pair[1].write(Lab.bytes("x"))).isInstanceOf(IOException.class);
    }

    @Test
    void shouldAcceptAPeerThatIsAlreadyReset() throws IOException {
        ServerSocketChannel listener = lab.listen();
        abort(lab.connect(listener.getLocalAddress()));
        SocketChannel accepted = lab.accept(listener);
        assertThat(accepted.getRemoteAddress()).isNotNull();
        assertThat(lab.untilReset(accepted)).hasMessageContaining("reset");
    }

    @Test
    void shouldAcceptAPeerThatHasAlreadyLeft() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.connect(listener.getLocalAddress());
        client.write(Lab.bytes("bye"));
        client.close();
        SocketChannel accepted = lab.accept(listener);
        assertThat(lab.read(accepted, 3)).isEqualTo("bye");
        lab.untilEnd(accepted);
    }

    @Test
    void shouldResetWhoStillWaitsWhenTheListenerCloses() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.connect(listener.getLocalAddress());
        listener.close();
        assertThat(lab.untilReset(client)).hasMessageContaining("reset");
    }

    @Test
    void shouldEndTheOutputBehindAllThatWasWritten() throws IOException {
        SocketChannel[] pair = lab.narrowPair();
        long written = lab.fill(pair[0]);
        pair[0].shutdownOutput();
        pair[0].shutdownOutput();
        assertThat(lab.untilEnd(pair[1])).isEqualTo(written);
    }

    @Test
    void shouldNotBeReadyForItsOwnEnd() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[0].register(lab.selector, OP_READ);
        pair[0].shutdownOutput();
        lab.untilEnd(pair[1]);
        assertThat(lab.selector.selectNow(ready -> {})).isZero();
        pair[1].shutdownOutput();
        lab.untilReady(key, OP_READ);
        assertThat(pair[0].read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void shouldResetThePeerAlsoAfterItsOwnEnd() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[1].shutdownOutput();
        lab.untilEnd(pair[0]);
        abort(pair[1]);
        assertThatThrownBy(() -> lab.until(() -> pair[0].write(Lab.bytes("x")) < 0))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void shouldTakeTheEndOfAnOutputThatIsResetForNone() throws IOException {
        SocketChannel[] pair = lab.pair();
        abort(pair[1]);
        lab.untilReset(pair[0]);
        pair[0].shutdownOutput();
        assertThatThrownBy(() -> pair[0].read(ByteBuffer.allocate(1))).hasMessageContaining("reset");
    }

    @Test
    void shouldEndTheOutputAtOnceWhenARegisteredChannelIsClosed() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[1].register(lab.selector, OP_READ);
        pair[1].close();
        assertThat(key.isValid()).isFalse();
        lab.untilEnd(pair[0]);
    }

    @Test
    void shouldCloseARegisteredChannelInEarnestAtTheNextSelect() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[1].register(lab.selector, OP_READ);
        pair[1].close();
        lab.untilEnd(pair[0]);
        pair[0].write(Lab.bytes("to nobody"));
        assertThat(pair[0].read(ByteBuffer.allocate(1))).as("still only ended").isEqualTo(-1);
        lab.selector.selectNow(ready -> {});
        assertThatThrownBy(() -> lab.until(() -> pair[0].write(Lab.bytes("x")) < 0))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void shouldDelayTheResetOfARegisteredChannelToTheNextSelect() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[1].register(lab.selector, OP_READ);
        abort(pair[1]);
        assertThat(pair[0].read(ByteBuffer.allocate(1))).isZero();
        lab.selector.selectNow(ready -> {});
        assertThat(lab.untilReset(pair[0])).hasMessageContaining("reset");
    }

    @Test
    void shouldHoldThePortOfARegisteredListenerUntilTheNextSelect() throws IOException {
        ServerSocketChannel listener = lab.listen();
        var address = listener.getLocalAddress();
        listener.register(lab.selector, OP_ACCEPT);
        listener.close();
        assertThatThrownBy(() -> {
                    ServerSocketChannel next = lab.keep(lab.provider.openServerSocketChannel());
                    next.bind(address);
                })
                .isInstanceOf(BindException.class);
        lab.selector.selectNow(ready -> {});
        lab.keep(lab.provider.openServerSocketChannel()).bind(address);
    }

    @Test
    void shouldDoNothingOnAClosedChannel() throws IOException {
        SocketChannel channel = lab.pair()[1];
        channel.close();
        channel.close();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.write(Lab.bytes("x"))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::shutdownOutput).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.setOption(StandardSocketOptions.SO_LINGER, 0))
                .isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::getRemoteAddress).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.register(lab.selector, OP_READ)).isInstanceOf(ClosedChannelException.class);
    }
}
