package dev.penstock;

/** Whom a selection key's events are for, where that is no connection. Called on the reactor's thread. */
interface KeyOwner {
    /** The kernel has something. */
    void ready();

    /** What a turn that is long because of it was spent on. */
    String work();
}
