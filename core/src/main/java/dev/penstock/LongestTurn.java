package dev.penstock;

import java.time.Duration;

/**
 * The longest turn of the loop, which is how long everybody else had to wait.
 *
 * @param duration from the end of the wait to the start of the next
 * @param cause what took the largest part of it: a peer's name, or a step of the loop
 * @param causeDuration how much that took
 */
public record LongestTurn(Duration duration, String cause, Duration causeDuration) {}
