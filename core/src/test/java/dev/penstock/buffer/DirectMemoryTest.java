package dev.penstock.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(20)
@Isolated
final class DirectMemoryTest {
    private static final int MIB = 1 << 20;
    private static final int BLOCK = 16 * MIB;

    @Test
    void shouldAllocateZeroedDirectMemory() {
        DirectMemory.Block block = DirectMemory.allocate(8192);
        ByteBuffer bytes = block.bytes();

        assertThat(bytes.isDirect()).isTrue();
        assertThat(bytes.capacity()).isEqualTo(8192);
        byte[] content = new byte[8192];
        bytes.get(0, content);
        assertThat(content).containsOnly(0);
        block.free();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where the process's resident memory can be read
    void shouldGiveMemoryBackWithoutTheCollector() throws IOException {
        long most = Runtime.getRuntime().maxMemory();
        int blocks = (int) (most / BLOCK) + 16;
        long residentBefore = residentBytes();
        // Reachable until the end, so that no run of the collector can take the credit.
        List<DirectMemory.Block> freed = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            DirectMemory.Block block = DirectMemory.allocate(BLOCK);
            for (int at = 0; at < BLOCK; at += 4096) block.bytes().put(at, (byte) 1);
            block.free();
            freed.add(block);
        }

        assertThat((long) freed.size() * BLOCK).isGreaterThan(most);
        assertThat(residentBytes() - residentBefore).as("growth in bytes").isLessThan(most / 2);
    }

    private static long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
    }
}
