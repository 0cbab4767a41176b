package dev.penstock.sim;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reactor takes for granted of selection keys, from registration to deregistration, on both networks. */
final class KeyContractTest extends OnBothNetworks {
    @Test
    void shouldNotReportWhatLostItsInterestInTheSameRound() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey one = pair[0].register(lab.selector, OP_WRITE);
        SelectionKey two = pair[1].register(lab.selector, OP_WRITE);
        assertThat(lab.selector.select(ready -> (ready == one ? two : one).interestOps(0)))
                .isOne();
    }

    @Test
    void shouldReportAKeyThatWasCancelledInTheSameRound() throws IOException {
        SocketChannel[] pair = lab.pair();
        SelectionKey one = pair[0].register(lab.selector, OP_WRITE);
        SelectionKey two = pair[1].register(lab.selector, OP_WRITE);
        List<Boolean> valid = new ArrayList<>();
        lab.selector.select(ready -> {
            valid.add(ready.isValid());
            if (valid.size() == 1) (ready == one ? two : one).cancel();
        });
        assertThat(valid).containsExactly(true, false);
    }

    @Test
    void shouldHoldACancelledKeyUntilTheNextSelect() throws IOException {
        SocketChannel channel = lab.pair()[1];
        SelectionKey key = channel.register(lab.selector, OP_READ);
        key.cancel();
        assertThat(key.isValid()).isFalse();
        assertThat(lab.selector.keys()).contains(key);
        assertThat(channel.isRegistered()).isTrue();
        lab.selector.selectNow(ready -> {});
        assertThat(lab.selector.keys()).isEmpty();
        assertThat(channel.isRegistered()).isFalse();
    }

    @Test
    void shouldNotUseACancelledKey() throws IOException {
        SelectionKey key = lab.pair()[1].register(lab.selector, OP_READ);
        key.cancel();
        assertThatThrownBy(key::interestOps).isInstanceOf(CancelledKeyException.class);
        assertThatThrownBy(key::readyOps).isInstanceOf(CancelledKeyException.class);
        assertThatThrownBy(() -> key.interestOps(OP_READ)).isInstanceOf(CancelledKeyException.class);
    }

    @Test
    void shouldRegisterAgainOnlyAfterTheNextSelect() throws IOException {
        SocketChannel channel = lab.pair()[1];
        channel.register(lab.selector, OP_READ).cancel();
        assertThatThrownBy(() -> channel.register(lab.selector, OP_READ)).isInstanceOf(CancelledKeyException.class);
        lab.selector.selectNow(ready -> {});
        assertThat(channel.register(lab.selector, OP_READ).isValid()).isTrue();
    }

    @Test
    void shouldChangeTheKeyWhenAChannelIsRegisteredTwice() throws IOException {
        SocketChannel channel = lab.pair()[1];
        SelectionKey key = channel.register(lab.selector, OP_READ);
        assertThat(channel.register(lab.selector, OP_WRITE, "attachment")).isSameAs(key);
        assertThat(key.interestOps()).isEqualTo(OP_WRITE);
        assertThat(key.attachment()).isEqualTo("attachment");
    }

    @Test
    void shouldRefuseAnInterestThatMakesNoSense() throws IOException {
        SelectionKey key = lab.pair()[1].register(lab.selector, OP_READ);
        assertThatIllegalArgumentException().isThrownBy(() -> key.interestOps(OP_ACCEPT));
        assertThatIllegalArgumentException().isThrownBy(() -> lab.open().register(lab.selector, OP_ACCEPT));
    }

    @Test
    void shouldRefuseAChannelThatBlocks() throws IOException {
        SocketChannel channel = lab.keep(lab.provider.openSocketChannel());
        assertThatThrownBy(() -> channel.register(lab.selector, OP_READ))
                .isInstanceOf(IllegalBlockingModeException.class);
    }

    @Test
    void shouldGatherKeysInTheSetUntilTheyAreTakenOut() throws IOException {
        SelectionKey key = lab.pair()[1].register(lab.selector, OP_WRITE);
        assertThat(lab.selector.select()).isOne();
        assertThat(lab.selector.selectNow()).as("no news").isZero();
        assertThat(lab.selector.selectedKeys()).containsExactly(key);
        lab.selector.selectedKeys().clear();
        assertThat(lab.selector.selectNow()).isOne();
    }

    @Test
    void shouldNotGatherKeysThatAnActionIsToldOf() throws IOException {
        lab.pair()[1].register(lab.selector, OP_WRITE);
        assertThat(lab.selector.select(ready -> {})).isOne();
        assertThat(lab.selector.selectedKeys()).isEmpty();
    }

    @Test
    void shouldInvalidateAllKeysWhenItIsClosed() throws IOException {
        SocketChannel channel = lab.pair()[1];
        SelectionKey key = channel.register(lab.selector, OP_READ);
        lab.selector.close();
        assertThat(key.isValid()).isFalse();
        assertThat(channel.isRegistered()).isFalse();
        assertThat(channel.isOpen()).isTrue();
        assertThatThrownBy(() -> lab.selector.select(ready -> {})).isInstanceOf(ClosedSelectorException.class);
    }
}
