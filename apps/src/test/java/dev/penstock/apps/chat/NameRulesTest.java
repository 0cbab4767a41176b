package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a member may be called, and which names are one. */
@Timeout(60)
final class NameRulesTest {
    private static String complaint(String name) {
        return NameRules.complaint(NameRules.normalise(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "a",
                "7",
                "-",
                "_",
                "...",
                "x_y-z",
                "1.2.3",
                "1.2.3.4.5",
                "v1.2.3.4x",
                "Zoë",
                "李小龍",
                "अनुष्का",
                "🦀",
                "a*b",
                "a∗b",
                "★",
                "a/b",
                "unix",
                "unix#",
                "#unix1",
                "[",
                "]",
                "12345678901234567890123456789012",
                "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀"
            })
    void shouldAllow(String name) {
        assertThat(complaint(name)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "123456789012345678901234567890123|at most 32 characters",
                "a b|no spaces",
                "a\\u00a0b|no spaces",
                "a\\u3000b|no spaces",
                "a\\u2028b|no spaces",
                "a:b|no ':'",
                "a\\uff1ab|no ':'",
                "a\\u2236b|no ':'",
                "a\\ua789|no ':'",
                "*|begin with '*' or '/'",
                "***|begin with '*' or '/'",
                "\\uff0aa|begin with '*' or '/'",
                "\\ufe61a|begin with '*' or '/'",
                "\\u2217a|begin with '*' or '/'",
                "\\u204e|begin with '*' or '/'",
                "\\u2051|begin with '*' or '/'",
                "\\u066d\\u066d\\u066d|begin with '*' or '/'",
                "\\u2733|begin with '*' or '/'",
                "\\ud800\\udf1fa|begin with '*' or '/'",
                "\\ud83d\\udfb6|begin with '*' or '/'",
                "/nick|begin with '*' or '/'",
                "\\uff0fa|begin with '*' or '/'",
                "a\\u0000|visible",
                "a\\u001b[31m|visible",
                "a\\u0085|visible",
                "a\\u200bb|visible",
                "a\\u200d|visible",
                "a\\u202e|visible",
                "a\\u2060|visible",
                "a\\ufeff|visible",
                "a\\u00ad|visible",
                "a\\u3164|visible",
                "\\u3164|visible",
                "\\u115f|visible",
                "\\uffa0|visible",
                "a\\ufe0f|visible",
                "a\\udb40\\udd00|visible",
                "\\u2800|visible",
                "a\\ue000|visible",
                "a\\u0378|visible",
                "a\\ufffd|visible",
                "\\u0301|stands by itself",
                "\\u0301\\u20dd|stands by itself",
                "\\u0301alice|stands by itself",
                "\\u20ddalice|stands by itself",
                "\\u093ealice|stands by itself",
                "1.2.3.4|address",
                "\\uff11.2.3.4|address",
                "255.255.255.255|address",
                "[]|address",
                "[x]|address",
                "unix#1|address",
                "UNIX#12|address"
            })
    void shouldRefuse(String name, String expected) {
        assertThat(complaint(unescape(name))).contains(expected);
    }

    private static String unescape(String text) {
        return java.util.regex.Pattern.compile("\\\\u(....)")
                .matcher(text)
                .replaceAll(match -> Character.toString((char) Integer.parseInt(match.group(1), 16)));
    }

    @ParameterizedTest
    @CsvSource({
        "alice,ALICE",
        "alice,Alice",
        "straße,STRASSE",
        "Σίσυφος,ΣΊΣΥΦΟΣ",
        "ﬁn,fin",
        "ａｌｉｃｅ,Alice",
        "①,1",
        "K,k",
        "ſ,s",
        "e\u0301,\u00e9",
        "\u0130,i\u0307"
    })
    void shouldHoldForOneName(String one, String other) {
        assertThat(NameRules.fold(one)).isEqualTo(NameRules.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"alice,alicia", "o,0", "é,e", "a-b,a_b"})
    void shouldTellApart(String one, String other) {
        assertThat(NameRules.fold(one)).isNotEqualTo(NameRules.fold(other));
    }

    @Test
    void shouldKeepNamesComposed() {
        assertThat(NameRules.normalise("e\u0301")).isEqualTo("\u00e9");
        assertThat(complaint("e\u0301".repeat(32))).isNull();
        assertThat(complaint("e\u0301".repeat(33))).contains("at most 32");
    }

    /** Sorting marks takes the square of their number. */
    @Test
    void shouldNotTakeLongForALineOfMarks() {
        String marks = "a" + "\u0301\u0323".repeat(1 << 20);
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(complaint(marks)).contains("at most 32"));
    }
}
