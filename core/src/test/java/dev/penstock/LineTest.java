package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class LineTest {
    private final Line line = new Line();
    private final Line other = new Line();
    private ReactorFixture fixture;

    @BeforeEach
    void connect() {
        fixture = new ReactorFixture((connection, data) -> {});
        for (int i = 0; i < 4; i++) fixture.connect();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Line.Place place(int index) {
        return new Line.Place(fixture.connections.get(index));
    }

    /** From the last to the first. */
    private static List<Line.Place> backwards(Line line) {
        List<Line.Place> places = new ArrayList<>();
        for (Line.Place place = line.last(); place != null; place = place.previous()) places.add(place);
        return places;
    }

    @Test
    void shouldBeEmptyAtFirst() {
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.first()).isNull();
        assertThat(line.last()).isNull();
    }

    @Test
    void shouldKeepTheOrderInWhichTheyJoined() {
        Line.Place first = place(0);
        Line.Place second = place(1);
        line.joinLast(first);
        line.joinLast(second);
        assertThat(line.first()).isSameAs(first.connection);
        assertThat(backwards(line)).containsExactly(second, first);
        assertThat(first.line()).isSameAs(line);
    }

    @Test
    void shouldLetOneInAtTheFrontAndInTheMiddle() {
        Line.Place last = place(0);
        Line.Place first = place(1);
        Line.Place middle = place(2);
        line.joinLast(last);
        line.joinAfter(null, first);
        line.joinAfter(first, middle);
        assertThat(line.first()).isSameAs(first.connection);
        assertThat(backwards(line)).containsExactly(last, middle, first);
    }

    @Test
    void shouldLetOneLeaveTwiceAndJoinAnother() {
        Line.Place place = place(0);
        line.joinLast(place);
        place.leave();
        place.leave();
        assertThat(place.line()).isNull();
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.last()).isNull();
        other.joinLast(place);
        assertThat(place.line()).isSameAs(other);
        assertThat(line.isEmpty()).isTrue();
        assertThat(other.first()).isSameAs(place.connection);
    }

    @Test
    void shouldBehaveAsAList() {
        for (long seed = 1; seed <= 10; seed++) {
            var random = new Random(seed);
            Line line = new Line();
            List<Line.Place> model = new ArrayList<>();
            for (int step = 0; step < 500; step++) {
                int at = random.nextInt(model.size() + 1);
                if (model.isEmpty() || model.size() < 20 && random.nextBoolean()) {
                    Line.Place place = place(random.nextInt(4));
                    if (at == model.size() && random.nextBoolean()) line.joinLast(place);
                    else line.joinAfter(at == 0 ? null : model.get(at - 1), place);
                    model.add(at, place);
                } else {
                    model.remove(at % model.size()).leave();
                }
                List<Line.Place> backwards = backwards(line);
                java.util.Collections.reverse(backwards);
                assertThat(backwards).as("seed %d, step %d", seed, step).containsExactlyElementsOf(model);
                assertThat(line.isEmpty()).isEqualTo(model.isEmpty());
                assertThat(line.first()).isSameAs(model.isEmpty() ? null : model.get(0).connection);
            }
        }
    }
}
