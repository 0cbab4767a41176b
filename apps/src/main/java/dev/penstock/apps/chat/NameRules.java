package dev.penstock.apps.chat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a member or a room may be called. The rules keep a name visible, and anything that begins with one from looking like
 * what only the server says.
 */
final class NameRules {
    /** Most characters (code points): room for a full name, and a line of a list holds several. */
    static final int MAX_CHARACTERS = 32;

    /** Most bytes of it, also of a peer's address. */
    static final int MAX_BYTES = 4 * MAX_CHARACTERS;

    /** A character is composed of four at most; anything longer need not be normalised, which could take long. */
    static final int MAX_UNNORMALISED = 2 * 4 * MAX_CHARACTERS;

    /** An IPv4 or IPv6 address without its port, for which a colon were needed, or a Unix peer. */
    private static final Pattern ADDRESS = Pattern.compile("\\p{Nd}+(\\.\\p{Nd}+){3}|\\[.*]|unix#\\p{Nd}+");

    /** Characters that are assigned, no format characters, and yet show nothing: fillers, joiners, variation selectors. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800"
                    + "\\u3164\\ufe00-\\ufe0f\\uffa0\\x{1d159}\\x{e0100}-\\x{e01ef}]");

    /** What is called an asterisk, and what Unicode's list of confusables (UTS #39) takes for one. */
    private static final Pattern LIKE_ASTERISK = Pattern.compile(
            "^[*\\u066d\\u2042\\u204e\\u2051\\u2217\\u229b\\u22c6"
                    + "\\u2722-\\u2725\\u2731-\\u2733\\u273a-\\u273d\\u2743\\u2749-\\u274b\\u29c6\\ua673\\x{1031f}\\x{1f7af}-\\x{1f7bf}]");

    /** A colon, and those that look the same and are no letters. */
    private static final Pattern LIKE_COLON = Pattern.compile("[:\\u02f8\\u2236\\ua789]");

    private NameRules() {}

    /** The form in which a name is kept: what looks the same is the same. */
    static String normalise(String name) {
        return name.length() > MAX_UNNORMALISED ? name : Normalizer.normalize(name, Form.NFC);
    }

    /** What two names have in common that are one: upper and lower case, full width and half width, and so on. */
    static String fold(String name) {
        String folded =
                Normalizer.normalize(name, Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Form.NFKC);
    }

    /** What is wrong with a normalised name, and what to do; null when nothing is. */
    static String complaint(String name) {
        if (name.length() > MAX_UNNORMALISED || name.codePointCount(0, name.length()) > MAX_CHARACTERS)
            return "a name has at most " + MAX_CHARACTERS + " characters; choose a shorter one";
        if (name.codePoints().anyMatch(NameRules::isSpace)) return "a name has no spaces; leave them out";
        if (name.codePoints().anyMatch(NameRules::isInvisible)
                || INVISIBLE.matcher(name).find()) return "a name has visible characters only; leave the others out";
        if (name.isEmpty() || isMark(name.codePointAt(0))) // it would stand upon the space before the name
        return "a name begins with a character that stands by itself; begin with a letter";
        String plain = fold(name); // a wide colon is a colon to the eye
        if (LIKE_COLON.matcher(plain).find()) return "a name has no ':'; leave it out";
        if (LIKE_ASTERISK.matcher(plain).find() || plain.startsWith("/"))
            return "a name does not begin with '*' or '/'; begin with a letter";
        if (ADDRESS.matcher(plain).matches()) return "a name does not look like an address; begin with a letter";
        return null;
    }

    private static boolean isSpace(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == '\t';
        };
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.SURROGATE,
                    Character.PRIVATE_USE -> true;
            default -> c == Utf8.REPLACEMENT;
        };
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
