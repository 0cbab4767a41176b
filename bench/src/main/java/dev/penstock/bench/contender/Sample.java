package dev.penstock.bench.contender;

/**
 * What a server's JVM uses at one moment. Resident memory and CPU are for others to read, from outside.
 *
 * @param heapUsedBytes objects, dead ones included
 * @param heapCommittedBytes the heap's size at the moment, used or not
 * @param directBytes direct buffers, those that a library takes from the system by itself included
 * @param allocatedBytes objects allocated by all threads but the one that samples, since the start. Before Java 21 a thread's
 *     part is what the last sample in its life saw
 * @param gcMillis time that collections took since the start
 * @param gcCount how many there were
 * @param threads platform threads, the JVM's own Java threads included
 * @param missedMessages messages that the server has dropped by policy since the start
 */
public record Sample(
        long heapUsedBytes,
        long heapCommittedBytes,
        long directBytes,
        long allocatedBytes,
        long gcMillis,
        long gcCount,
        long threads,
        long missedMessages) {
    /** One object, with the names of the components. */
    String toJson() {
        return ("{\"heapUsedBytes\":%d,\"heapCommittedBytes\":%d,\"directBytes\":%d,\"allocatedBytes\":%d,"
                        + "\"gcMillis\":%d,\"gcCount\":%d,\"threads\":%d,\"missedMessages\":%d}")
                .formatted(
                        heapUsedBytes,
                        heapCommittedBytes,
                        directBytes,
                        allocatedBytes,
                        gcMillis,
                        gcCount,
                        threads,
                        missedMessages);
    }
}
