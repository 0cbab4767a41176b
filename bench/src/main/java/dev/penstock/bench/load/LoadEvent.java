package dev.penstock.bench.load;

/**
 * Something that happened while a load ran.
 *
 * @param event {@code connected}: all connections were tried, the warm-up begins; {@code measuring}: the measured time begins;
 *     {@code stalled}: a group's stallers stop reading, or its flooders begin to send; {@code progress}: once a second;
 *     {@code draining}: the measured time is over, the last replies are waited for
 * @param group whose event it is; empty if all groups'
 * @param millis milliseconds since the measured time began; negative before
 * @param count of {@code connected}: connections that stand; of {@code stalled}: the group's connections; of {@code progress}: replies
 *     and deliveries of the measured time so far, of all groups; else 0
 */
public record LoadEvent(String event, String group, long millis, long count) {}
