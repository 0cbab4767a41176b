package dev.penstock.apps.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who is where in a chat, and what each is to hear of the others: by its rules, and by nothing that the chat itself knows. */
final class ChatModel {
    private final List<ChatMember> members = new ArrayList<>();

    void add(ChatMember member) {
        members.add(member);
    }

    List<ChatMember> members() {
        return members;
    }

    /** The chat has taken so many lines of a member's, in the middle of which that may have ended. */
    void took(ChatMember speaker, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            boolean isCarriageReturn = line.endsWith("\r");
            take(speaker, isCarriageReturn ? line.substring(0, line.length() - 1) : line);
        }
    }

    private void take(ChatMember speaker, String line) {
        if (line.isEmpty() || speaker.hasQuit) return;
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "/nick" -> {
                if (words[1].matches("[a-z0-9]+")) speaker.name = words[1];
            }
            case "/join" -> speaker.room = words[1].toLowerCase(Locale.ROOT);
            case "/me" -> tellOthers(speaker, "* " + speaker.name + line.substring(3));
            case "/msg" -> whisper(speaker, words[1], words[2]);
            case "/quit" -> speaker.hasQuit = true;
            default -> {
                boolean isTwo = line.startsWith("//");
                if (isTwo || !line.startsWith("/"))
                    tellOthers(speaker, speaker.name + ": " + (isTwo ? line.substring(1) : line));
            }
        }
    }

    private void whisper(ChatMember speaker, String name, String text) {
        for (ChatMember member : members)
            if (member.name.equals(name) && member != speaker && member.isThere())
                member.expect(speaker.name + " (private): " + text);
    }

    private void tellOthers(ChatMember speaker, String line) {
        for (ChatMember member : members)
            if (member != speaker && member.isThere() && member.room.equals(speaker.room)) member.expect(line);
    }
}
