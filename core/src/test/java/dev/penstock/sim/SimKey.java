package dev.penstock.sim;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;

/** A channel's registration with a simulated selector. */
final class SimKey extends AbstractSelectionKey {
    final int number;
    private final SimSelector selector;
    private final SelectableChannel channel;
    private int interest;
    private int ready;
    int index = -1; // in the selector's list of all keys
    int found; // what it was found ready for in this round
    boolean isCandidate; // in the selector's list of those that may be ready

    SimKey(SimSelector selector, SelectableChannel channel, int number) {
        this.selector = selector;
        this.channel = channel;
        this.number = number;
    }

    SimChannel simulated() {
        return (SimChannel) channel;
    }

    void changed() {
        selector.mayBeReady(this);
    }

    int interest() {
        return interest;
    }

    int ready() {
        return ready;
    }

    void ready(int ops) {
        ready = ops;
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public Selector selector() {
        return selector;
    }

    @Override
    public int interestOps() {
        ensureValid();
        return interest;
    }

    @Override
    public SimKey interestOps(int ops) {
        ensureValid();
        if ((ops & ~channel.validOps()) != 0) throw new IllegalArgumentException("no such operation");
        interest = ops;
        changed();
        return this;
    }

    @Override
    public int readyOps() {
        ensureValid();
        return ready;
    }

    private void ensureValid() {
        if (!isValid()) throw new CancelledKeyException();
    }
}
