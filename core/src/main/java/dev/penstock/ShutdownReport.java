package dev.penstock;

/**
 * What a shutdown did.
 *
 * @param connections connections that were open when it began
 * @param bytesDelivered bytes handed to the kernel while it lasted
 * @param bytesDropped bytes that were queued and could not be
 */
public record ShutdownReport(long connections, long bytesDelivered, long bytesDropped) {}
