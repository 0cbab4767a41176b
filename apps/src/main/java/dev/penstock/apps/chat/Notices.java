package dev.penstock.apps.chat;

import dev.penstock.CloseReason;

/** All that the server itself says. Arguments that come from a peer are escaped already. */
final class Notices {
    /** What each of these lines begins with, and nothing that a member says: a name has no space. */
    static final String MARK = "*** ";

    private Notices() {}

    static String greeting(String name, String room) {
        return "you are " + name + " in " + room + "; /help lists the commands";
    }

    static String joined(String name) {
        return name + " joined";
    }

    static String left(String name) {
        return name + " left";
    }

    static String left(String name, String why) {
        return name + " left (" + why + ")";
    }

    /** Where the library speaks of frames, a chat has lines. */
    static String why(CloseReason reason) {
        return switch (reason) {
            case FRAME_TOO_LONG -> "line too long";
            case FRAME_TIMEOUT -> "line timeout";
            default -> reason.text();
        };
    }

    static String renamed(String from, String to) {
        return from + " is now " + to;
    }

    static String taken(String name) {
        return name + " is taken";
    }

    static String alreadyNamed(String name) {
        return "you are " + name + " already";
    }

    static String inRoom(String room) {
        return "you are in " + room;
    }

    static String alreadyIn(String room) {
        return "you are in " + room + " already";
    }

    static String tooManyRooms(int most) {
        return "there are " + most + " rooms, and no room for more; /rooms lists them";
    }

    static String to(String name, String text) {
        return "to " + name + ": " + text;
    }

    static String yourself() {
        return "that is you; /msg takes somebody else's name";
    }

    static String nobody(String name) {
        return "nobody is called " + name + "; /who lists who is here";
    }

    static String missing(String what, String example) {
        return what + " is missing; for example " + example;
    }

    static String noSuchCommand(String word) {
        return "no such command: " + word + "; /help lists them";
    }

    static String lineTooLong(int most) {
        return "line longer than " + most + " bytes; closing";
    }

    static String missed(long lines) {
        return "you missed " + lines + " lines";
    }
}
