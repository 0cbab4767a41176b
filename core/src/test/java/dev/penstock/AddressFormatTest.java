package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
final class AddressFormatTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:7878",
        "0.0.0.0, 0.0.0.0:7878",
        "255.255.255.255, 255.255.255.255:7878",
        "0:0:0:0:0:0:0:1, [::1]:7878",
        "0:0:0:0:0:0:0:0, [::]:7878",
        "1:0:0:0:0:0:0:0, [1::]:7878",
    })
    void shouldShowAddressAndPort(String address, String expected) throws IOException {
        assertThat(format(address)).isEqualTo(expected);
    }

    /** The cases of RFC 5952, section 4, and the ends of the address. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8:0000:0000:0000:0000:0002:0001, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:1, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
        "0:0:1:0:0:0:1:1, 0:0:1::1:1",
        "0:0:0:1:0:0:0:1, ::1:0:0:0:1",
        "1:0:0:1:1:0:0:0, 1:0:0:1:1::",
        "0:1:0:1:0:1:0:1, 0:1:0:1:0:1:0:1"
    })
    void shouldCompressAsRfc5952Recommends(String address, String expected) throws IOException {
        assertThat(format(address)).isEqualTo("[" + expected + "]:7878");
    }

    @Test
    void shouldShowWhatReadsAsTheSameAddress() throws IOException {
        long seed = 5952;
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[16];
            int nonZero = random.nextInt(256);
            for (int group = 0; group < 8; group++) {
                if ((nonZero >> group & 1) == 0) continue;
                bytes[2 * group] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
                bytes[2 * group + 1] = (byte) random.nextInt();
            }
            InetAddress address = Inet6Address.getByAddress(null, bytes, -1);
            String text = AddressFormat.format(new InetSocketAddress(address, 1));
            String literal = text.substring(0, text.lastIndexOf(':'));
            assertThat(InetAddress.getByName(literal))
                    .as("%s, seed %d, step %d", text, seed, i)
                    .isEqualTo(address);
            assertThat(text).as("seed %d, step %d", seed, i).doesNotContain("::0:", ":::", ":0:0:0:0:");
        }
    }

    @Test
    void shouldKeepTheScope() throws IOException {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
        InetAddress address = Inet6Address.getByAddress(null, linkLocal, 3);

        assertThat(AddressFormat.format(new InetSocketAddress(address, 80))).isEqualTo("[fe80::1%3]:80");
    }

    @Test
    void shouldShowNoHostName() throws IOException {
        InetAddress named = InetAddress.getByAddress("example.org", new byte[] {10, 0, 0, 1});

        assertThat(AddressFormat.format(new InetSocketAddress(named, 80))).isEqualTo("10.0.0.1:80");
    }

    @Test
    void shouldShowSocketFiles() {
        assertThat(AddressFormat.format(UnixDomainSocketAddress.of("/run/echo")))
                .isEqualTo("unix:/run/echo");
        assertThat(AddressFormat.format(UnixDomainSocketAddress.of(""))).isEqualTo("unix:");
    }

    @Test
    void shouldShowTheNameOfAnAddressThatIsNotResolved() {
        assertThat(AddressFormat.format(InetSocketAddress.createUnresolved("example.org", 80)))
                .isEqualTo("example.org:80");
    }

    private static String format(String address) throws IOException {
        return AddressFormat.format(new InetSocketAddress(InetAddress.getByName(address), 7878));
    }
}
