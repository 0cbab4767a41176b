package dev.penstock.bench.contender;

/** A server that runs, on 127.0.0.1. It lives as long as its process; so there is no way to stop it. */
public interface ContenderServer {
    /** The port it listens on. */
    int port();

    /** Direct memory that it holds and the JVM does not know of, in bytes: what a library takes from the system by itself. */
    default long foreignDirectBytes() {
        return 0;
    }

    /** Messages that it has dropped by policy, for connections that stayed. */
    default long missedMessages() {
        return 0;
    }
}
