package dev.penstock;

/** Connections in the order they came, through their own links: O(1) to add and to remove, nothing allocated. */
final class ConnectionList {
    private Connection first;
    private Connection last;
    private int size;

    int size() {
        return size;
    }

    Connection first() {
        return first;
    }

    void add(Connection connection) {
        connection.listPrevious = last;
        connection.listNext = null;
        if (last == null) first = connection;
        else last.listNext = connection;
        last = connection;
        size++;
    }

    void remove(Connection connection) {
        if (connection.listPrevious == null) first = connection.listNext;
        else connection.listPrevious.listNext = connection.listNext;
        if (connection.listNext == null) last = connection.listPrevious;
        else connection.listNext.listPrevious = connection.listPrevious;
        connection.listPrevious = null;
        connection.listNext = null;
        size--;
    }
}
