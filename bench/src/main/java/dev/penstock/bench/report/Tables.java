package dev.penstock.bench.report;

import dev.penstock.bench.report.markup.Markup;

/** Tables that scroll in a box of their own where the page is too narrow for them, by keyboard too. */
final class Tables {
    private Tables() {}

    /** Begins one; its head follows. */
    static void open(Markup out, String label) {
        out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
        out.open("table").open("thead");
    }

    /** Ends the head and begins the rows. */
    static void body(Markup out) {
        out.close().line().open("tbody").line();
    }

    static void close(Markup out) {
        out.close().close().close().line();
    }
}
