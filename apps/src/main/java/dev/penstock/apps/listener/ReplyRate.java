package dev.penstock.apps.listener;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many replies each sender may have in a second, counted from the first of them. Anybody can write anybody's address on a
 * datagram, so this bounds what somebody can be sent who never asked, and what two programs that answer each other can do.
 *
 * <p>Senders are known by their text: made to be alike in their hashes they cost a little more, not each other's time.
 */
final class ReplyRate {
    /** 4,096 senders in about half a megabyte; of more, whoever was silent for longest is forgotten. */
    static final int MAX_SENDERS = 4096;

    private static final long SECOND = 1_000_000_000;

    private final int mostASecond;
    private final Map<String, Second> senders =
            new LinkedHashMap<>(16, 0.75f, true); // in the order of their last datagrams

    ReplyRate(int mostASecond) {
        this.mostASecond = mostASecond;
    }

    /** Whether a sender may have one more reply, which it is then taken to have. */
    boolean allows(String sender, long now) {
        Second second = senders.get(sender);
        if (second == null) {
            second = remember(sender);
            second.begin = now;
        } else if (now - second.begin >= SECOND) {
            second.begin = now;
            second.replies = 0;
        }
        if (second.replies == mostASecond) return false;
        second.replies++;
        return true;
    }

    private Second remember(String sender) {
        if (senders.size() == MAX_SENDERS) {
            Iterator<String> longestSilent = senders.keySet().iterator();
            longestSilent.next();
            longestSilent.remove();
        }
        var second = new Second();
        senders.put(sender, second);
        return second;
    }

    int size() {
        return senders.size();
    }

    /** A sender's current one. */
    private static final class Second {
        private long begin;
        private int replies;
    }
}
