package dev.penstock.apps.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What may be said, and what may not. */
@Timeout(20)
final class ClientOptionsTest {
    private static ClientOptions parse(String line) {
        var options = new ClientOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(line.split(" "));
        options.check();
        return options;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "localhost|HOST and PORT are missing",
                "--verbose|HOST and PORT are missing",
                "localhost 0|PORT must be 1 to 65535, not 0",
                "localhost 65536|PORT must be",
                "localhost x|'x' is not an int",
                "localhost 1 2|Unmatched argument",
                "--unix /tmp/s localhost 1|--unix replaces HOST and PORT",
                "--unix=|--unix must name a file",
                "--unix /tmp/s --bind 127.0.0.1|--bind is for HOST and PORT",
                "h 1 --retry 0|--retry must be at least 1",
                "h 1 --connect-timeout 0|--connect-timeout must be more than zero",
                "h 1 --connect-timeout 10|'10' is not a duration",
                "h 1 --chunk 5|--chunk needs --framed and --file",
                "h 1 --framed --chunk 5|--chunk needs --framed and --file",
                "h 1 --framed --file f --chunk 0|--chunk must be 1 to 4294967295, not 0",
                "h 1 --framed --file f --chunk 4g|--chunk must be 1 to 4294967295, not 4294967296",
                "h 1 --out f --prefix x|--prefix is for lines",
                "h 1 --bind [::1]:99999|'[::1]:99999' is not an address",
                "h 1 --bind nosuch.invalid|'nosuch.invalid' is not an address",
            })
    void shouldRefuse(String line, String message) {
        assertThatThrownBy(() -> parse(line)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2,127.0.0.2,0",
        "127.0.0.2:4000,127.0.0.2,4000",
        "::1,::1,0",
        "[::1]:4000,::1,4000",
        "[::1],::1,0"
    })
    void shouldUnderstandALocalAddress(String text, String address, int port) {
        assertThat(parse("h 1 --bind " + text).connectOptions().localAddress())
                .isEqualTo(new InetSocketAddress(address, port));
    }

    @Test
    void shouldHaveTheDefaultsThatItsHelpNames() {
        ClientOptions options = parse("::1 7878");
        assertThat(options.destination()).hasToString("::1:7878");
        assertThat(options.connectOptions().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.attempts()).isEqualTo(1);
        assertThat(options.prefix()).isEmpty();
        assertThat(options.isFramed()).isFalse();
        assertThat(options.chunk()).isEqualTo(4294967295L);
        assertThat(parse("--unix /tmp/s").destination()).hasToString("unix:/tmp/s");
    }
}
