package dev.penstock;

import java.time.Duration;

/**
 * A connection's figures at one moment. Each is true for some moment during the call that took the snapshot; together they are not
 * one cut.
 *
 * @param bytesQueued bytes that wait for the peer
 * @param sinceProgress how long ago the peer last took a byte, or since the first of those that wait was queued; zero when
 *     none waits
 * @param messagesMissed messages dropped for the peer that its handler has not been told of yet
 * @param bytesMissed their length in all, in bytes
 */
public record ConnectionSnapshot(long bytesQueued, Duration sinceProgress, long messagesMissed, long bytesMissed) {}
