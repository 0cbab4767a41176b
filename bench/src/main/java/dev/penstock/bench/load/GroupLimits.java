package dev.penstock.bench.load;

import static dev.penstock.bench.load.PeerGroup.require;

import dev.penstock.bench.work.Work;
import java.util.List;

/** What groups a plan may have, so that its load ends, fits its server's work, and fits into memory. */
final class GroupLimits {
    private static final long MAX_UNDER_WAY = 4_000_000; // messages, 8 bytes each
    private static final long MAX_HEARD = 4_000_000; // speakers that a member remembers lines of, 12 bytes each
    private static final int MAX_LINES = 2_000_000_000; // that a speaker numbers

    private GroupLimits() {}

    /** Checks a group for so long a load of this work. */
    static void check(PeerGroup group, Work work, long millis) {
        boolean isChat = work == Work.CHAT;
        boolean fits = switch (group.kind()) {
            case SPEAKER, LISTENER, STALLER -> isChat;
            case CALLER, CHURNER, FLOODER -> !isChat;
            case TRICKLER, IDLER -> true;
        };
        require(fits, "group " + group.name() + ": " + group.kind() + " does not go with " + work);
        require(
                (long) group.connections() * group.inFlight() <= MAX_UNDER_WAY,
                group.name() + ": connections times inFlight must be at most " + MAX_UNDER_WAY);
        if (group.kind() == PeerKind.SPEAKER) requireLines(group, millis);
    }

    private static void requireLines(PeerGroup group, long millis) {
        require(
                group.size() >= ChatLine.MIN_BYTES && group.size() <= Work.MAX_LINE + 1,
                group.name() + ": size of a line must be " + ChatLine.MIN_BYTES + " to " + (Work.MAX_LINE + 1)
                        + " bytes");
        require(
                group.perSecond() / group.connections() * millis / 1e3 <= MAX_LINES,
                group.name() + ": each may say " + MAX_LINES + " lines at most");
    }

    /** Checks them together. */
    static void check(List<PeerGroup> groups) {
        long speakers = 0;
        long members = 0;
        for (PeerGroup group : groups) {
            if (group.kind() == PeerKind.SPEAKER) speakers += group.connections();
            if (group.kind() != PeerKind.TRICKLER && group.kind() != PeerKind.IDLER) members += group.connections();
        }
        require(speakers * members <= MAX_HEARD, "speakers times members must be at most " + MAX_HEARD);
    }
}
