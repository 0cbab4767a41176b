package dev.penstock.apps.chat;

import dev.penstock.SafeText;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a member can do beside talking: a table of commands, which is also what {@code /help} tells. */
final class Commands {
    /** What it costs to look at one, and at the names in it: some microseconds, as many bytes take to be copied. */
    private static final int WORK_A_COMMAND = 4 << 10;

    /** Does what a command says. */
    @FunctionalInterface
    private interface Action {
        void run(Member member, String argument);
    }

    private record Command(String help, Action action) {}

    private final Names names;
    private final Rooms rooms;
    private final Departures departures;
    private final Draft draft;
    private final Map<String, Command> table = new LinkedHashMap<>();

    Commands(Names names, Rooms rooms, Departures departures, Draft draft) {
        this.names = names;
        this.rooms = rooms;
        this.departures = departures;
        this.draft = draft;
        add("/nick", " NAME: be called NAME", this::nick);
        add("/me", " TEXT: say what you do", this::act);
        add("/who", ": who is in your room", this::who);
        add("/rooms", ": which rooms there are", this::rooms);
        add("/msg", " NAME TEXT: say it to one member alone", this::whisper);
        add("/join", " ROOM: go to another room, or open one", this::join);
        add("/quit", " [TEXT]: leave, perhaps with a last word", this::quit);
        add("/help", ": this list; a line //TEXT says /TEXT", this::help);
    }

    private void add(String word, String help, Action action) {
        table.put(word, new Command(help, action));
    }

    /** Runs the command of a line that begins with a slash. */
    void run(Member member, String line) {
        member.worked(1, WORK_A_COMMAND);
        String word = firstWord(line);
        Command command = table.get(word);
        if (command == null) tell(member, Notices.noSuchCommand(SafeText.escape(word)));
        else command.action.run(member, line.substring(word.length()).strip());
    }

    private void nick(Member member, String argument) {
        String name = NameRules.normalise(argument);
        String complaint = name.isEmpty() ? Notices.missing("a name", "/nick alice") : NameRules.complaint(name);
        if (complaint != null) {
            tell(member, complaint);
        } else if (name.equals(member.name())) {
            tell(member, Notices.alreadyNamed(name));
        } else if (!names.isFree(name, member)) {
            tell(member, Notices.taken(name));
        } else {
            String before = member.name();
            names.rename(member, name);
            member.room().announce(member, draft.notice(Notices.renamed(before, name)), true);
        }
    }

    private void act(Member member, String text) {
        if (text.isEmpty()) {
            tell(member, Notices.missing("a text", "/me waves"));
            return;
        }
        draft.begin().put("* ").put(member.nameBytes()).put(" ").put(SafeText.escape(text));
        member.room().say(member, draft.line());
    }

    private void who(Member member, String ignored) {
        var listing = new Listing(member, draft, member.room().name() + ": ");
        member.room().list(listing);
        listing.end();
    }

    private void rooms(Member member, String ignored) {
        var listing = new Listing(member, draft, "");
        rooms.list(listing);
        listing.end();
    }

    private void whisper(Member member, String argument) {
        String name = firstWord(argument);
        String text = SafeText.escape(argument.substring(name.length()).strip());
        if (text.isEmpty()) {
            tell(member, Notices.missing("a name or a text", "/msg alice hello"));
            return;
        }
        Member other = name.length() > NameRules.MAX_UNNORMALISED ? null : names.owner(name);
        if (other == null || other.connection.isClosing()) {
            tell(member, Notices.nobody(SafeText.escape(name)));
        } else if (other == member) {
            tell(member, Notices.yourself());
        } else {
            draft.begin().put(member.nameBytes()).put(" (private): ").put(text);
            other.tell(draft.line(), member);
            tell(member, Notices.to(other.name(), text));
        }
    }

    private void join(Member member, String argument) {
        String name = NameRules.normalise(argument);
        String complaint = name.isEmpty() ? Notices.missing("a room", "/join den") : NameRules.complaint(name);
        if (complaint != null) {
            tell(member, complaint);
            return;
        }
        Room room = rooms.open(name);
        if (room == null) tell(member, Notices.tooManyRooms(rooms.most()));
        else if (room == member.room()) tell(member, Notices.alreadyIn(room.name()));
        else rooms.move(member, room);
    }

    private void quit(Member member, String text) {
        String name = member.name();
        String notice = text.isEmpty() ? Notices.left(name) : Notices.left(name, SafeText.escape(text));
        if (member.goes()) departures.add(member, notice);
        member.connection.close();
    }

    private void help(Member member, String ignored) {
        table.forEach((word, command) -> tell(member, word + command.help));
    }

    private void tell(Member member, String notice) {
        member.tell(draft.notice(notice));
    }

    /** Up to the first space or tab. */
    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') end++;
        return text.substring(0, end);
    }
}
