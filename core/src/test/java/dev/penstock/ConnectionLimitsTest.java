package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ConnectionLimitsTest {
    private int port = 1024;

    @Test
    void shouldBeFullAtTheMostConnections() {
        var limits = new ConnectionLimits(3, 0);

        assertThat(limits.isFull(2)).isFalse();
        assertThat(limits.isFull(3)).isTrue();
        assertThat(limits.isFull(4)).isTrue();
    }

    @Test
    void shouldRefuseOneMoreFromTheSameAddressOnly() {
        var limits = new ConnectionLimits(100, 2);

        assertThat(limits.admits(peer("10.0.0.1"))).isTrue();
        assertThat(limits.admits(peer("10.0.0.1"))).isTrue();
        assertThat(limits.admits(peer("10.0.0.1"))).isFalse();
        assertThat(limits.admits(peer("10.0.0.2"))).isTrue();
    }

    @Test
    void shouldCountBackDownWhenOneLeaves() {
        var limits = new ConnectionLimits(100, 2);
        limits.admits(peer("10.0.0.1"));
        limits.admits(peer("10.0.0.1"));

        limits.left(peer("10.0.0.1"));

        assertThat(limits.admits(peer("10.0.0.1"))).isTrue();
        assertThat(limits.admits(peer("10.0.0.1"))).isFalse();
    }

    @Test
    void shouldNotCountARefusalNorADepartureTwice() {
        var limits = new ConnectionLimits(100, 1);
        limits.admits(peer("10.0.0.1"));
        limits.admits(peer("10.0.0.1"));
        limits.left(peer("10.0.0.1"));
        limits.left(peer("10.0.0.1"));

        assertThat(limits.admits(peer("10.0.0.1"))).isTrue();
        assertThat(limits.admits(peer("10.0.0.1"))).isFalse();
    }

    @Test
    void shouldCountAnIpv6NetworkAsOneAddress() {
        var limits = new ConnectionLimits(100, 2);

        assertThat(limits.admits(peer("2001:db8:1:1::1"))).isTrue();
        assertThat(limits.admits(peer("2001:db8:1:1:ffff:ffff:ffff:ffff"))).isTrue();
        assertThat(limits.admits(peer("2001:db8:1:1::2"))).isFalse();
        assertThat(limits.admits(peer("2001:db8:1:2::1"))).isTrue();

        limits.left(peer("2001:db8:1:1::1"));
        assertThat(limits.admits(peer("2001:db8:1:1::3"))).isTrue();
    }

    @Test
    void shouldTellIpv4FromIpv6Loopback() {
        var limits = new ConnectionLimits(100, 1);

        assertThat(limits.admits(peer("::1"))).isTrue();
        assertThat(limits.admits(peer("127.0.0.1"))).isTrue();
        assertThat(limits.admits(peer("255.255.255.255"))).isTrue();
        assertThat(limits.admits(peer("128.0.0.1"))).isTrue();
    }

    @Test
    void shouldExemptUnixPeers() {
        var limits = new ConnectionLimits(100, 1);
        SocketAddress unix = UnixDomainSocketAddress.of("");

        for (int i = 0; i < 10; i++) assertThat(limits.admits(unix)).isTrue();
        limits.left(unix);
        assertThat(limits.admits(unix)).isTrue();
    }

    @Test
    void shouldAdmitAnyNumberWithoutALimit() {
        var limits = new ConnectionLimits(100, 0);

        for (int i = 0; i < 1000; i++)
            assertThat(limits.admits(peer("10.0.0.1"))).isTrue();
    }

    private SocketAddress peer(String address) {
        return new InetSocketAddress(address, port++);
    }
}
