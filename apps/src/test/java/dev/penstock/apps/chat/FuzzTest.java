package dev.penstock.apps.chat;

import dev.penstock.fuzz.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Looks for input that makes a chat fail, for as long as told: {@code -Pfuzz -Dpenstock.fuzz=15m}. */
@EnabledIfSystemProperty(named = "penstock.fuzz", matches = ".+")
final class FuzzTest {
    @Test
    @EnabledIfSystemProperty(named = "penstock.fuzz.target", matches = "all|chat")
    void shouldStandWhateverMembersSend() throws IOException, InterruptedException {
        new Fuzzer(
                        ChatCommandTarget.class,
                        "chat",
                        "dev.penstock.apps.chat.**",
                        "dev.penstock.frame.**",
                        "dev.penstock.SafeText")
                .run(System.getProperty("penstock.fuzz"));
    }
}
