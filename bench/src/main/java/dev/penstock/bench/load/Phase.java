package dev.penstock.bench.load;

/** Where in a conversation something went wrong. */
enum Phase {
    CONNECT,
    SEND,
    RECEIVE,
    VERIFY
}
