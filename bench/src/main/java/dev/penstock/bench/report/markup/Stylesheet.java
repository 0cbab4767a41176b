package dev.penstock.bench.report.markup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How the report looks, in daylight and in the dark. */
public final class Stylesheet {
    /** Of the charts. */
    public static final String CHART = load("chart.css");
    /** Of the page round them. */
    public static final String PAGE = load("page.css");

    private Stylesheet() {}

    private static String load(String name) {
        try (InputStream in = Stylesheet.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("the jar has no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
