package dev.penstock.apps.chat;

import java.util.TreeMap;

/** Who is called what: a name is one member's, whichever way it is written. Before one is chosen it is the peer's address. */
final class Names {
    private final TreeMap<String, Member> owners = new TreeMap<>();

    /** The member of that name, or null. */
    Member owner(String name) {
        return owners.get(NameRules.fold(name));
    }

    /** A new member goes by its address, which nobody can choose; who had it before is gone, whether that was told or not. */
    void add(Member member) {
        owners.put(member.key(), member);
    }

    /** Whether a member may have a name: nobody has it, or itself does, in other letters. */
    boolean isFree(String name, Member member) {
        Member owner = owner(name);
        return owner == null || owner == member;
    }

    /** Gives a member a name that is free. */
    void rename(Member member, String name) {
        remove(member);
        member.rename(name);
        owners.put(member.key(), member);
    }

    void remove(Member member) {
        owners.remove(member.key(), member);
    }
}
