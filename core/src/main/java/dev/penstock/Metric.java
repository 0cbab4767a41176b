package dev.penstock;

/**
 * What a reactor counts. Gauges say what is now, all others only grow. What follows from another stands behind it: a snapshot reads
 * from the last to the first.
 */
public enum Metric {
    /** Connections accepted. */
    ACCEPTED,
    /** Connections closed at once because the limit of connections, in all or per address, was reached. */
    REFUSED,
    /** Accepts that failed, most often for want of descriptors. */
    ACCEPT_FAILURES,
    /** Outgoing connections opened. */
    CONNECTED,
    /** Outgoing connections that failed: refused, timed out, and so on. Those called off are not counted. */
    CONNECT_FAILURES,
    /** Gauge: outgoing connections on their way. */
    CONNECTING,
    /** Gauge: connections that exist, lingering ones included. */
    OPEN,
    /** Gauge: connections that only wait for their peer to finish. */
    LINGERING,
    /** Connections that ended; {@link ReactorSnapshot#closed(CloseReason)} tells them apart. */
    CLOSED,
    /** Datagrams received. */
    DATAGRAMS_IN,
    /** Datagrams handed to the kernel. */
    DATAGRAMS_OUT,
    /** Datagrams that were to be sent and were not: the kernel had no room, or refused. */
    DATAGRAMS_DROPPED,
    /** Bytes read, those of datagrams included. */
    BYTES_IN,
    /** Bytes handed to the kernel, those of datagrams included. */
    BYTES_OUT,
    /** Bytes that were queued, and dropped because their connection was aborted or reset. */
    BYTES_DROPPED,
    /** Gauge: bytes queued for all peers. */
    BYTES_QUEUED,
    /** Gauge: the capacity of all chunks in use, in bytes; what the budget bounds. */
    POOL_USED,
    /** Messages dropped by policy, for peers that stayed. */
    MESSAGES_MISSED,
    /** Bytes of those messages. */
    BYTES_MISSED,
    /** Times that a peer's input was paused at its hard limit. */
    PAUSED_AT_LIMIT,
    /** Times that a peer's input was paused for want of budget. */
    PAUSED_BY_BUDGET,
    /** Failures of handlers. */
    HANDLER_FAILURES,
    /** Failed channel operations: most often peers that went away. */
    IO_FAILURES,
    /** Tasks run. */
    TASKS,
    /** Tasks and scheduled tasks that threw. */
    TASK_FAILURES,
    /** Timers that fired. */
    TIMERS,
    /** Turns of the loop. */
    TURNS,
    /** Times that the reactor's thread was found interrupted; the interrupt is cleared, it is not a way to stop a reactor. */
    INTERRUPTS,
    /** Times that the loop was found to spin: many turns in a row that were woken and had nothing to do. */
    SPINS
}
