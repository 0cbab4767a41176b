package dev.penstock.sim;

import java.io.IOException;

/** What a simulated selector needs to know of a channel. */
interface SimChannel {
    /** What it is ready for, whoever is interested. */
    int readyOps();

    /** Has the key told when that may have changed. */
    void watch(SimKey key);

    /** Frees the descriptor of a channel that was closed and is registered nowhere any more. */
    void kill() throws IOException;
}
