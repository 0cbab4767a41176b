package dev.penstock.apps.chat;

import java.nio.charset.StandardCharsets;

/** A list that is told to one member, in as many lines as it takes. */
final class Listing {
    /** Longest line in bytes: it reads well, and holds a heading and an item of the longest names. */
    static final int LINE_BYTES = 512;

    private static final byte[] SEPARATOR = {',', ' '};

    private final Member reader;
    private final Draft draft;
    private final String heading;
    private int items;

    /** Begins a list, each line of which begins with the heading. */
    Listing(Member reader, Draft draft, String heading) {
        this.reader = reader;
        this.draft = draft;
        this.heading = heading;
    }

    void add(String text) {
        byte[] item = text.getBytes(StandardCharsets.UTF_8);
        if (items > 0 && draft.length() + SEPARATOR.length + item.length >= LINE_BYTES) end();
        if (items++ == 0) draft.begin().put(Notices.MARK).put(heading);
        else draft.put(SEPARATOR);
        draft.put(item);
        reader.worked(1, item.length);
    }

    void end() {
        if (items > 0) reader.tell(draft.line());
        items = 0;
    }
}
