package dev.penstock.bench.report.markup;

import dev.penstock.SafeText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * HTML and SVG, written so that both an HTML and an XML parser read the same. Text and attributes come from anywhere: whatever
 * is in them is text and stays text.
 */
public final class Markup {
    private static final Set<String> VOID = Set.of("meta", "link", "br", "hr", "img", "input");

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element with attributes, given as name and value in turn. */
    public Markup open(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2)
            attribute((String) attributes[i], String.valueOf(attributes[i + 1]));
        if (VOID.contains(element)) {
            out.append("/>");
        } else {
            out.append('>');
            open.push(element);
        }
        return this;
    }

    /** Closes the element that was opened last. */
    public Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    public Markup element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** An element with nothing in it. */
    public Markup empty(String element, Object... attributes) {
        open(element, attributes);
        return VOID.contains(element) ? this : close();
    }

    public Markup text(String text) {
        escape(text);
        return this;
    }

    /** A line end, for whoever reads the source. */
    public Markup line() {
        out.append('\n');
        return this;
    }

    /** A stylesheet of our own, which must not have the characters that would need escaping. */
    public Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0)
            throw new IllegalArgumentException("css must not have < or &");
        open("style");
        out.append('\n').append(css);
        return close().line();
    }

    /** The text of a document or of a part of one; everything must have been closed. */
    public String toString() {
        if (!open.isEmpty()) throw new IllegalStateException("not closed: " + open);
        return out.toString();
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
    }

    private void escape(String text) {
        String safe = SafeText.escape(text);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(isCharacter(safe, i) ? c : '\ufffd');
            }
        }
    }

    /** XML has neither halves of a pair nor the last two of the plane. */
    private static boolean isCharacter(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c))
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        if (Character.isLowSurrogate(c)) return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        return c < '\ufffe';
    }
}
