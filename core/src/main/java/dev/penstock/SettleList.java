package dev.penstock;

/** Connections that are to be settled, first come, first served; each is in one such list at most. Owned by the reactor's thread. */
final class SettleList {
    private Connection first;
    private Connection last;
    private int size;

    int size() {
        return size;
    }

    void add(Connection connection) {
        connection.touched = true;
        if (last == null) first = connection;
        else last.nextTouched = connection;
        last = connection;
        size++;
    }

    Connection remove() {
        Connection connection = first;
        first = connection.nextTouched;
        if (first == null) last = null;
        connection.nextTouched = null;
        connection.touched = false;
        size--;
        return connection;
    }
}
