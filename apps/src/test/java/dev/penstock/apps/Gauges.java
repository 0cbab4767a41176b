package dev.penstock.apps;

/**
 * What a server process holds.
 *
 * @param heapBytes of the heap, right after a collection
 * @param directBytes of direct memory; from Java 22 on without the pool's chunks
 * @param descriptors open descriptors
 */
public record Gauges(long heapBytes, long directBytes, int descriptors) {}
