package dev.penstock.sim;

/** What the number of a message in a chat says: its kind in the highest bits, for a room's message which room, and the number. */
final class Tag {
    private static final int KIND_SHIFT = 28;
    private static final int ROOM_SHIFT = 24;
    private static final int NUMBER = (1 << ROOM_SHIFT) - 1;
    private static final int ANSWER = 1;
    private static final int SAID = 2;
    private static final int NOTICE = 3;

    private Tag() {}

    /** The answer to a peer's n-th message. */
    static int answer(int number) {
        return ANSWER << KIND_SHIFT | number;
    }

    /** A room's n-th message. */
    static int said(int room, int number) {
        return SAID << KIND_SHIFT | room << ROOM_SHIFT | number;
    }

    /** The n-th notice of what a peer has missed. */
    static int notice(int number) {
        return NOTICE << KIND_SHIFT | number;
    }

    static boolean isAnswer(int tag) {
        return tag >>> KIND_SHIFT == ANSWER;
    }

    static boolean isNotice(int tag) {
        return tag >>> KIND_SHIFT == NOTICE;
    }

    static int number(int tag) {
        return tag & NUMBER;
    }

    static String text(int tag) {
        String kind =
                isAnswer(tag) ? "answer " : isNotice(tag) ? "notice " : "message " + (tag >>> ROOM_SHIFT & 15) + "/";
        return kind + (tag & NUMBER);
    }
}
