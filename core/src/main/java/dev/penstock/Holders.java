package dev.penstock;

/**
 * Who holds how much of the budget, in classes of powers of two: so the one to be sacrificed is found, and everybody's place
 * kept, in O(1).
 *
 * <p>Within a class those who took no byte for longest stand first. Who enters a class without having made progress is
 * put where that belongs among the last {@value #MAX_STEPS}, and in front of them at most: exact for few, near enough for a
 * crowd, and never a walk through thousands. Owned by the reactor's thread.
 */
final class Holders {
    /** How far a newcomer may be moved ahead one by one before it is simply put first or there. */
    static final int MAX_STEPS = 16;

    private final Line[] classes = new Line[Long.SIZE];

    Holders() {
        for (int i = 0; i < classes.length; i++) classes[i] = new Line();
    }

    /** Bytes that a connection holds: what is queued for it, and the buffer of its unfinished input. */
    static long held(Connection connection) {
        return connection.queue.bytes() + (connection.kept == null ? 0 : connection.kept.capacity());
    }

    /**
     * Puts a connection where it belongs now.
     *
     * @param progressed whether its peer has just taken bytes
     */
    void update(Connection connection, boolean progressed) {
        long held = held(connection);
        Line.Place place = connection.ranked;
        if (held == 0) {
            if (place != null) place.leave();
            return;
        }
        if (place == null) place = connection.ranked = new Line.Place(connection);
        Line line = classes[63 - Long.numberOfLeadingZeros(held)];
        if (place.line() == line && !progressed) return;
        place.leave();
        line.joinAfter(progressed ? line.last() : lastNotNewer(line, connection), place);
    }

    private static Line.Place lastNotNewer(Line line, Connection connection) {
        Connection first = line.first();
        long mine = connection.lastProgressNanos();
        if (first != null && mine - first.lastProgressNanos() < 0) return null;
        Line.Place place = line.last();
        for (int step = 0; step < MAX_STEPS && place != null; step++) {
            if (mine - place.connection.lastProgressNanos() >= 0) return place;
            place = place.previous();
        }
        return place;
    }

    void forget(Connection connection) {
        if (connection.ranked != null) connection.ranked.leave();
    }

    /** Of the largest class the one that made no progress for longest; null when nobody holds anything. */
    Connection largest() {
        for (int i = classes.length - 1; i >= 0; i--) if (!classes[i].isEmpty()) return classes[i].first();
        return null;
    }
}
