package dev.penstock;

/** Peers that wait for budget, in the order they came, through their own links: O(1) to join and to leave. */
final class WaitingLine {
    private Connection first;
    private Connection last;

    Connection first() {
        return first;
    }

    void join(Connection connection) {
        connection.waitingIn = this;
        connection.previousWaiting = last;
        if (last == null) first = connection;
        else last.nextWaiting = connection;
        last = connection;
    }

    void leave(Connection connection) {
        if (connection.previousWaiting == null) first = connection.nextWaiting;
        else connection.previousWaiting.nextWaiting = connection.nextWaiting;
        if (connection.nextWaiting == null) last = connection.previousWaiting;
        else connection.nextWaiting.previousWaiting = connection.previousWaiting;
        connection.previousWaiting = null;
        connection.nextWaiting = null;
        connection.waitingIn = null;
    }
}
