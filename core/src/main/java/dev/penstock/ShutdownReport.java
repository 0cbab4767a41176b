package dev.penstock;

/**
 * What a shutdown did.
 *
 * @param connections connections that were open when it began
 * @param connecting outgoing connections that were on their way then, and were given up
 * @param bytesDelivered bytes handed to the kernel while it lasted
 * @param bytesDropped bytes that were queued and could not be
 */
public record ShutdownReport(long connections, long connecting, long bytesDelivered, long bytesDropped) {}
