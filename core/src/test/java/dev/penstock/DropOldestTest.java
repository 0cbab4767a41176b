package dev.penstock;

import static dev.penstock.LineFeed.DROP_OLDEST;
import static dev.penstock.LineFeed.HARD_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class DropOldestTest {
    /** What has begun to leave is never dropped, so behind much of it a long message has no room whoever else makes way. */
    @Test
    void shouldDropNothingForAMessageThatWouldNotFitEvenThen() {
        try (var feed = new LineFeed(DROP_OLDEST)) {
            feed.connect();
            Connection connection = feed.connection();
            assertThat(connection.write(ByteBuffer.allocateDirect(HARD_LIMIT))).isEqualTo(WriteResult.ACCEPTED);
            feed.fill(connection, HARD_LIMIT);
            assertThat(connection.snapshot().messagesMissed()).isZero();

            assertThat(connection.write(ByteBuffer.allocateDirect(HARD_LIMIT))).isEqualTo(WriteResult.DROPPED);

            assertThat(connection.snapshot().messagesMissed()).isEqualTo(1);
            assertThat(connection.snapshot().bytesMissed()).isEqualTo(HARD_LIMIT);
        }
    }
}
