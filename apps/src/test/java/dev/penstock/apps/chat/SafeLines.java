package dev.penstock.apps.chat;

import java.util.regex.Pattern;

/** What a line that a member hears may look like: nothing in it is unsafe to show, and nobody sounds like the server. */
final class SafeLines {
    /** All that the server itself says, and nothing that only looks like it. */
    private static final Pattern NOTICE = Pattern.compile("\\*\\*\\* (you are \\S+ in \\S+(; /help lists the commands)?"
            + "|you are (in )?\\S+|you are (in )?\\S+ already|\\S+ joined|\\S+ left( \\(.*\\))?|\\S+ is now \\S+|\\S+ is taken"
            + "|to \\S+: .*|\\S+: \\S+(, \\S+)*|\\S+ \\(\\d+\\)(, \\S+ \\(\\d+\\))*|no such command: .*; /help lists them"
            + "|nobody is called .*; /who lists who is here|.* missing; for example /.*|a name .*|that is you; .*"
            + "|there are \\d+ rooms.*|line longer than \\d+ bytes; closing|you missed \\d+ lines|/\\S+.*: .*)");

    private static final Pattern SAYING =
            Pattern.compile("[^\\s:*/]\\S*( \\(private\\))?: .*|\\* [^\\s:*/]\\S* .*", Pattern.DOTALL);
    private static final Pattern UNSAFE =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");

    private SafeLines() {}

    /** What is wrong with a line, without its end; null when nothing is. */
    static String complaint(String line) {
        if (UNSAFE.matcher(line).find()) return "unescaped: " + line;
        boolean isNotice = line.startsWith(Notices.MARK);
        if (isNotice && !NOTICE.matcher(line).matches()) return "sounds like the server: " + line;
        if (!isNotice && !SAYING.matcher(line).matches()) return "nobody's: " + line;
        return null;
    }
}
