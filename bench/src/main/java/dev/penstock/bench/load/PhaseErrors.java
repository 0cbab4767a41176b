package dev.penstock.bench.load;

/**
 * Errors by phase, of the whole run, warm-up included: a peer that failed then is missing later.
 *
 * @param connect connections that did not come about
 * @param send connections that failed while sending
 * @param receive connections that failed or ended while a reply or line could still come
 * @param verify connections on which a byte was wrong (echo, framed; they are closed), lines garbled, repeated or out of order (chat)
 * @param timeout replies and lines that had not come at the end, on connections that still stood, and of which the server did not
 *     say that they were left out
 */
public record PhaseErrors(long connect, long send, long receive, long verify, long timeout) {
    /** No errors. */
    public static final PhaseErrors NONE = new PhaseErrors(0, 0, 0, 0, 0);

    /** All of them. */
    public long total() {
        return connect + send + receive + verify + timeout;
    }

    PhaseErrors plus(PhaseErrors other) {
        return new PhaseErrors(
                connect + other.connect,
                send + other.send,
                receive + other.receive,
                verify + other.verify,
                timeout + other.timeout);
    }
}
