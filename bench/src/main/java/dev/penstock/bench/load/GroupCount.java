package dev.penstock.bench.load;

/** Counts up what a group met, when all is over. */
final class GroupCount {
    private final Crowd crowd;
    private final Tally tally;
    private final boolean isChat;
    private int standing;
    private long expected; // by a chat's members
    private long outstanding; // on connections that stand
    private long unsent;

    GroupCount(Crowd crowd) {
        this.crowd = crowd;
        this.tally = crowd.tally();
        this.isChat = crowd.room() != null;
        for (Peer peer : crowd.peers()) count(peer);
    }

    private void count(Peer peer) {
        boolean stands = peer.stands();
        long waiting = peer.outstanding();
        if (stands) standing++;
        if (stands || peer.isConnecting()) outstanding += waiting;
        unsent += peer.unsent();
        if (peer instanceof ChatMember member) expected += member.expected();
    }

    GroupResult result(double seconds, int steps) {
        PeerGroup group = crowd.group();
        long all = expected();
        long missing = all - tally.received;
        long due = isChat ? crowd.due() : all;
        long waiting = crowd.connectsAhead() ? 0 : crowd.waiting(); // others have begun theirs, or were cut off
        long timeouts = Math.max(0, outstanding + waiting - tally.told - tally.garbled);
        return new GroupResult(
                group.name(),
                group.kind(),
                group.connections(),
                tally.connected,
                standing,
                sends() ? due - crowd.waiting() - unsent - tally.lostUnsent : 0,
                all,
                tally.received,
                missing,
                tally.told,
                tally.garbled,
                tally.duplicated,
                tally.reordered,
                tally.notices,
                tally.bytesSent,
                tally.bytesReceived,
                seconds == 0 ? 0 : tally.received / seconds,
                tally.errors(group.kind().isMeasured(), timeouts),
                tally.firstError(),
                Latencies.of(tally.latency),
                Latencies.of(tally.connectTime),
                tally.overTime.received(steps),
                tally.overTime.maxNanos(steps),
                tally.overTime.p99Nanos(steps));
    }

    private boolean sends() {
        return switch (crowd.group().kind()) {
            case CALLER, SPEAKER, CHURNER -> true;
            default -> false;
        };
    }

    private long expected() {
        if (isChat) return expected;
        if (!sends()) return 0;
        return crowd.isOpenLoop() ? crowd.due() : tally.received + tally.lost + outstanding;
    }
}
