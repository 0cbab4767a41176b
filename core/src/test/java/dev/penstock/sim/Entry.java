package dev.penstock.sim;

/** Where the reactor calls into a handler; each may throw. */
enum Entry {
    MADE,
    OPEN,
    DATA,
    END_OF_INPUT,
    WRITABLE,
    CLOSED,
    MISSED
}
