package dev.penstock.bench.report;

import dev.penstock.SafeText;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal. Names are at the left, numbers at the right, and the last column is words. */
final class TextTable {
    private static final String GAP = "  ";

    private final int names;
    private final List<List<String>> rows = new ArrayList<>();

    /** So many columns are names. */
    TextTable(int names, String... head) {
        this.names = names;
        row(head);
    }

    /** As many cells as the head has; whatever is in them is safe to show. */
    TextTable row(String... cells) {
        List<String> safe = new ArrayList<>();
        for (String cell : cells) safe.add(plain(cell));
        rows.add(safe);
        return this;
    }

    /** Lines, each after an indent. */
    String format(String indent) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows)
            for (int i = 0; i < columns; i++) widths[i] = Math.max(widths[i], widthOf(row.get(i)));
        var out = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder(indent);
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(widths[i] - widthOf(row.get(i)));
                boolean isLeft = i < names || i == columns - 1;
                line.append(i == 0 ? "" : GAP)
                        .append(isLeft ? "" : padding)
                        .append(row.get(i))
                        .append(isLeft ? padding : "");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static int widthOf(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Made safe, and our own signs such that every terminal has them. */
    static String plain(String text) {
        return SafeText.escape(text.replace('\n', ' '))
                .replace('\u00a0', ' ')
                .replace('’', '\'')
                .replace('“', '"')
                .replace('”', '"')
                .replace('–', '-')
                .replace('µ', 'u');
    }
}
