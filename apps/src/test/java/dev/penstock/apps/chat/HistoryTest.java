package dev.penstock.apps.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ring of lines, against a plain queue of strings. */
@Timeout(60)
final class HistoryTest {
    private final Draft draft = new Draft(10_000);

    private List<String> told(History history) {
        List<String> lines = new ArrayList<>();
        history.forEachLine(
                draft, line -> lines.add(StandardCharsets.UTF_8.decode(line).toString()));
        return lines;
    }

    @Test
    void shouldKeepTheLastLinesThatFit() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            int mostLines = 1 + random.nextInt(30);
            int mostBytes = 1 + random.nextInt(3000);
            var history = new History(mostLines, mostBytes, new HistoryBudget(1 << 20));
            var model = new ArrayDeque<String>();
            for (int i = 0; i < 200; i++) {
                String line = "x".repeat(random.nextInt(random.nextInt(10) == 0 ? 4000 : 100)) + i + "\n";
                history.add(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                model.add(line);
                while (model.size() > mostLines || bytes(model) > mostBytes) model.remove();
                assertThat(told(history)).containsExactlyElementsOf(model);
            }
        }
    }

    private static int bytes(Iterable<String> lines) {
        int bytes = 0;
        for (String line : lines) bytes += line.length();
        return bytes;
    }

    @Test
    void shouldShareOneBudgetAndGiveItBack() {
        var budget = new HistoryBudget(4 << 10);
        var greedy = new History(1000, 1 << 20, budget);
        var late = new History(1000, 1 << 20, budget);
        ByteBuffer line = ByteBuffer.wrap(("x".repeat(99) + "\n").getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 100; i++) greedy.add(line);
        assertThat(told(greedy)).hasSize(40);
        late.add(line);
        assertThat(told(late)).isEmpty();
        greedy.release();
        greedy.release();
        assertThat(told(greedy)).isEmpty();
        for (int i = 0; i < 100; i++) late.add(line);
        assertThat(told(late)).hasSize(40);
    }

    @Test
    void shouldKeepNothingOfNoLines() {
        var history = new History(0, 1 << 20, new HistoryBudget(1 << 20));
        history.add(ByteBuffer.wrap("x\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(told(history)).isEmpty();
    }
}
