package dev.penstock.sim;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reactor takes for granted of a selector: true of the system's, and so of the simulated one. */
final class SelectorContractTest extends OnBothNetworks {
    private static final long WAIT_MILLIS = 20;

    private long waitedMillis() throws IOException {
        long start = lab.nanoTime();
        lab.selector.select(key -> {}, WAIT_MILLIS);
        return (lab.nanoTime() - start + 500_000) / 1_000_000;
    }

    @Test
    void shouldReportAListenerThatHasAConnection() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SelectionKey key = listener.register(lab.selector, OP_ACCEPT);
        assertThat(lab.selector.selectNow(ready -> {})).isZero();
        lab.connect(listener.getLocalAddress());
        lab.untilReady(key, OP_ACCEPT);
    }

    @Test
    void shouldReportAgainUntilTheCauseIsGone() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[1].register(lab.selector, OP_READ);
        pair[0].write(Lab.bytes("xy"));
        lab.untilReady(key, OP_READ);
        assertThat(lab.selector.selectNow(ready -> {})).isOne();
        lab.read(pair[1], 1);
        assertThat(lab.selector.selectNow(ready -> {})).as("one byte is left").isOne();
        lab.read(pair[1], 1);
        assertThat(lab.selector.selectNow(ready -> {})).isZero();
    }

    @Test
    void shouldReportNothingThatNobodyIsInterestedIn() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[1].register(lab.selector, 0);
        pair[0].write(Lab.bytes("x"));
        assertThat(lab.selector.select(ready -> {}, WAIT_MILLIS)).isZero();
    }

    @Test
    void shouldNotReportAResetToAKeyWithoutInterest() throws IOException {
        SocketChannel[] pair = lab.pair();
        pair[1].register(lab.selector, 0);
        pair[0].setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        pair[0].close();
        assertThat(lab.selector.select(ready -> {}, WAIT_MILLIS)).isZero();
    }

    @Test
    void shouldNotReportTheEndOfInputToAKeyThatWaitsToWrite() throws IOException {
        SocketChannel[] pair = lab.narrowPair();
        pair[1].shutdownOutput();
        lab.untilEnd(pair[0]);
        pair[0].register(lab.selector, OP_WRITE);
        lab.until(() -> {
            lab.fill(pair[0]);
            return lab.selector.select(ready -> {}, WAIT_MILLIS) == 0;
        });
    }

    @Test
    void shouldReportWhatInterestIsTakenInLater() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[1].register(lab.selector, 0);
        pair[0].write(Lab.bytes("x"));
        assertThat(lab.selector.select(ready -> {}, WAIT_MILLIS)).isZero();
        key.interestOps(OP_READ);
        lab.untilReady(key, OP_READ);
    }

    @Test
    void shouldReportAFreshConnectionWritable() throws IOException {
        SelectionKey key = lab.pair()[1].register(lab.selector, OP_READ | OP_WRITE);
        lab.untilReady(key, OP_WRITE);
        assertThat(key.readyOps()).isEqualTo(OP_WRITE);
    }

    @Test
    void shouldNotReportAFullConnectionWritable() throws IOException {
        SocketChannel[] pair = lab.narrowPair();
        pair[0].register(lab.selector, OP_WRITE);
        lab.until(() -> {
            lab.fill(pair[0]);
            return lab.selector.select(ready -> {}, WAIT_MILLIS) == 0;
        });
    }

    @Test
    void shouldReportWritableAgainWhenThePeerHasRead() throws IOException {
        SocketChannel[] pair = lab.narrowPair();
        long full = lab.fill(pair[0]);
        SelectionKey key = pair[0].register(lab.selector, OP_WRITE);
        ByteBuffer got = ByteBuffer.allocate(64 << 10);
        long[] read = new long[1];
        lab.until(() -> (read[0] += pair[1].read(got.clear())) == full);
        lab.untilReady(key, OP_WRITE);
    }

    @Test
    void shouldReportAResetToWhoeverReads() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[1].register(lab.selector, OP_READ);
        pair[0].setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        pair[0].close();
        lab.untilReady(key, OP_READ);
    }

    @Test
    void shouldReportAResetToWhoeverWaitsToWrite() throws IOException {
        SocketChannel[] pair = lab.narrowPair();
        lab.fill(pair[0]);
        SelectionKey key = pair[0].register(lab.selector, OP_WRITE);
        pair[1].setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        pair[1].close();
        lab.untilReady(key, OP_WRITE);
    }

    @Test
    void shouldReportTheEndOfInputToWhoeverReads() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey key = pair[1].register(lab.selector, OP_READ);
        pair[0].shutdownOutput();
        lab.untilReady(key, OP_READ);
    }

    @Test
    void shouldReportAConnectionThatStands() throws IOException {
        ServerSocketChannel listener = lab.listen();
        SocketChannel client = lab.open();
        SelectionKey key = client.register(lab.selector, OP_CONNECT);
        if (client.connect(listener.getLocalAddress())) return; // allowed on loopback
        lab.untilReady(key, OP_CONNECT);
        assertThat(client.finishConnect()).isTrue();
    }

    @Test
    void shouldWaitAsLongAsTold() throws IOException {
        assertThat(waitedMillis()).isGreaterThanOrEqualTo(WAIT_MILLIS);
    }

    @Test
    void shouldRememberAWakeupUntilTheNextSelect() throws IOException {
        lab.selector.wakeup();
        assertThat(lab.selector.select(key -> {})).isZero();
    }

    @Test
    void shouldTakeManyWakeupsAsOne() throws IOException {
        lab.selector.wakeup();
        lab.selector.wakeup();
        lab.selector.select(key -> {});
        assertThat(waitedMillis()).isGreaterThanOrEqualTo(WAIT_MILLIS);
    }

    @Test
    void shouldSwallowAWakeupInSelectNow() throws IOException {
        lab.selector.wakeup();
        lab.selector.selectNow(key -> {});
        assertThat(waitedMillis()).isGreaterThanOrEqualTo(WAIT_MILLIS);
    }

    @Test
    void shouldNotWaitWhileInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        try {
            assertThat(lab.selector.select(key -> {})).isZero();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void shouldRefuseASelectInsideASelect() throws IOException {
        SelectionKey key = lab.pair()[1].register(lab.selector, OP_WRITE);
        List<Throwable> thrown = new ArrayList<>();
        lab.selector.select(ready -> {
            assertThatIllegalStateException().isThrownBy(() -> lab.selector.selectNow(again -> {}));
            thrown.add(null);
        });
        assertThat(thrown).hasSize(1);
        assertThat(key.isValid()).isTrue();
    }

    @Test
    void shouldReportTheOthersNextTimeWhenTheActionThrows() throws IOException {
        for (SocketChannel channel : lab.pair()) channel.register(lab.selector, OP_WRITE);
        assertThatIllegalStateException()
                .isThrownBy(() -> lab.selector.select(ready -> {
                    throw new IllegalStateException("thrown by the action");
                }));
        assertThat(lab.selector.selectNow(ready -> {})).isEqualTo(2);
    }
}
