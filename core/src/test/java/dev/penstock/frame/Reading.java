package dev.penstock.frame;

import dev.penstock.CloseReason;
import java.util.List;

/**
 * What was read of a peer's bytes.
 *
 * @param frames the payloads, a byte a character
 * @param end why it ended there
 */
record Reading(List<String> frames, CloseReason end) {
    /** Throws where a decoder has read anything else. */
    void requireSame(Reading other) {
        if (!equals(other)) throw new AssertionError("read " + other + ", should be " + this);
    }
}
