package dev.penstock;

/**
 * Connections in an order of their own, O(1) to join and to leave. A connection stands in it by a {@link Place}, which is made
 * once: few ever need one. Owned by the reactor's thread.
 */
final class Line {
    /** A connection's standing in one line at a time. */
    static final class Place {
        final Connection connection;
        long sinceNanos; // for whoever joined it to use
        private Line line;
        private Place previous;
        private Place next;

        Place(Connection connection) {
            this.connection = connection;
        }

        /** The line it stands in, or null. */
        Line line() {
            return line;
        }

        /** The one before it, or null. */
        Place previous() {
            return previous;
        }

        /** Leaves the line, if it stands in one. */
        void leave() {
            if (line == null) return;
            if (previous == null) line.first = next;
            else previous.next = next;
            if (next == null) line.last = previous;
            else next.previous = previous;
            previous = null;
            next = null;
            line = null;
        }
    }

    private Place first;
    private Place last;

    /** Whoever stands first, or null. */
    Connection first() {
        return first == null ? null : first.connection;
    }

    Place last() {
        return last;
    }

    boolean isEmpty() {
        return first == null;
    }

    void joinLast(Place place) {
        joinAfter(last, place);
    }

    /** Joins behind one that stands in this line, or at the front behind null. */
    void joinAfter(Place before, Place place) {
        place.line = this;
        place.previous = before;
        place.next = before == null ? first : before.next;
        if (place.next == null) last = place;
        else place.next.previous = place;
        if (before == null) first = place;
        else before.next = place;
    }
}
