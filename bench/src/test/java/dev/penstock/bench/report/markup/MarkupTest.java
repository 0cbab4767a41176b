package dev.penstock.bench.report.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class MarkupTest {
    @Test
    void shouldEscapeTextAndAttributes() {
        Markup out = new Markup().element("p", "</p><script>alert('&amp;')</script>", "title", "\"><img src=x>");
        assertThat(out)
                .hasToString("<p title=\"&quot;&gt;&lt;img src=x&gt;\">&lt;/p&gt;&lt;script&gt;alert('&amp;amp;')"
                        + "&lt;/script&gt;</p>");
    }

    @Test
    void shouldShowWhatXmlCannotHave() {
        Markup out = new Markup().text("\u0000 \u001b[31m \u202e \ud800 \udc00 \uffff \ud83d\ude00 é");
        assertThat(out).hasToString("\\x00 \\x1b[31m \\u202e \ufffd \ufffd \ufffd \ud83d\ude00 é");
    }

    @Test
    void shouldCloseWhatHasContentAndNotWhatHasNone() {
        Markup out = new Markup().open("td").close().empty("br").empty("path", "d", "M0 0");
        assertThat(out).hasToString("<td></td><br/><path d=\"M0 0\"></path>");
    }

    @Test
    void shouldNoticeWhatIsNotClosed() {
        Markup out = new Markup().open("p");
        assertThatIllegalStateException().isThrownBy(out::toString);
    }
}
