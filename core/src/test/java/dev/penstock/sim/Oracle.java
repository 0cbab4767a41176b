package dev.penstock.sim;

/** Knows something that must hold in every world, and fails the world in which it does not. */
interface Oracle {
    /** After each turn of the reactor. */
    default void atTurn() {}

    /** When the reactor has ended and all that it sent has arrived. */
    default void atEnd() {}
}
