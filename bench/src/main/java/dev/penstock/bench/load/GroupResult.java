package dev.penstock.bench.load;

/**
 * What one group met. Counts, unless said otherwise, are of what was due in the measured time.
 *
 * @param name the group's
 * @param kind what its peers did
 * @param connections how many were to be
 * @param connected how many stood when the warm-up began; of churners, connections made in the measured time
 * @param standing how many still stood at the end; the others were cut off by the server, or failed
 * @param sent messages sent or begun to be sent; of flooders and tricklers 0
 * @param expected replies or deliveries that these, or what other groups said, had to bring
 * @param received of the expected those that came, whole and correct; in a chat each once, in whatever order
 * @param missing of the expected those that did not: {@code expected - received}
 * @param toldMissing lines of which a chat server said that they were left out ({@code *** you missed N lines}), of the whole run
 * @param garbled wrong bytes (a connection each), lines that nobody sent, of the whole run
 * @param duplicated lines that came again, of the whole run
 * @param reordered lines that came after later ones of the same speaker, of the whole run
 * @param notices lines that the server or somebody else said, of the whole run
 * @param bytesSent bytes the kernel took, of the whole run
 * @param bytesReceived bytes read, of the whole run
 * @param perSecond received, a second of the measured time
 * @param errors by phase; of groups that are not measured only connect errors count, as a server may cut the others off
 * @param firstError what the first failure said, or empty
 * @param latency HdrHistogram, compressed, Base64: nanoseconds from due to whole reply or delivery, of all received; in a closed loop,
 *     from when the message was begun
 * @param connectTime HdrHistogram, compressed, Base64: nanoseconds from the call to the connection
 * @param receivedOverTime replies or deliveries that came in each step since the measured time began, until the last replies were waited
 *     for; whenever they were due
 * @param latencyMaxNanosOverTime the longest latency of what came in each step, nanoseconds; 0 if nothing came
 * @param latencyP99NanosOverTime the 99th percentile of the same, to two digits
 */
public record GroupResult(
        String name,
        PeerKind kind,
        int connections,
        long connected,
        int standing,
        long sent,
        long expected,
        long received,
        long missing,
        long toldMissing,
        long garbled,
        long duplicated,
        long reordered,
        long notices,
        long bytesSent,
        long bytesReceived,
        double perSecond,
        PhaseErrors errors,
        String firstError,
        String latency,
        String connectTime,
        long[] receivedOverTime,
        long[] latencyMaxNanosOverTime,
        long[] latencyP99NanosOverTime) {}
