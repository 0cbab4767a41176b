package dev.penstock.frame;

import dev.penstock.fuzz.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Looks for inputs that make a decoder fail, for as long as told: {@code -Pfuzz -Dpenstock.fuzz=15m}. */
@EnabledIfSystemProperty(named = "penstock.fuzz", matches = ".+")
final class FuzzTest {
    private static final String DURATION = System.getProperty("penstock.fuzz");
    /** The decoders, the references they are held against, and what keeps unfinished frames. */
    private static final String[] GUIDES = {"dev.penstock.frame.**", "dev.penstock.InputStage", "dev.penstock.buffer.**"
    };

    @Test
    @EnabledIfSystemProperty(named = "penstock.fuzz.target", matches = "all|length-prefixed")
    void shouldStandAnyLengthPrefixedFrames() throws IOException, InterruptedException {
        new Fuzzer(LengthPrefixedTarget.class, "length-prefixed", GUIDES).run(DURATION);
    }

    @Test
    @EnabledIfSystemProperty(named = "penstock.fuzz.target", matches = "all|line")
    void shouldStandAnyLines() throws IOException, InterruptedException {
        new Fuzzer(LineTarget.class, "line", GUIDES).run(DURATION);
    }
}
