package dev.penstock.sim;

/**
 * How a peer cuts what it says to a guest: byte by byte or all at once, with pauses in between that may well be longer than the
 * server's patience with an unfinished frame. The boundaries of frames mean nothing to it, unless it takes turns.
 */
final class Cutting {
    private final Dialogue dialogue;
    private final Manners manners;
    private final Dice dice;
    private final int mostChunk;
    private final int pausing; // odds a chunk that it is followed by a long pause
    private final long mostPause;
    private final int mostSaid; // some stop before the end of their script
    private int said;

    Cutting(Guest guest, Manners manners, Dice dice) {
        this.manners = manners;
        this.dice = dice;
        boolean isFlooding = !manners.isEager() && dice.chance(700); // or who does not read would not be noticed
        boolean isTiny = !manners.takesTurns() && !isFlooding && dice.chance(400);
        this.mostChunk = isTiny ? dice.between(1, 8) : Math.max(1, dice.chance(200) ? 40_000 : manners.chunk());
        long most = isTiny ? 400 : isFlooding ? 60_000 : dice.magnitude(100, 12_000);
        long about = Math.min(manners.total(), most);
        this.dialogue = guest.dialogue(dice, (int) about);
        this.pausing = dice.chance(300) ? dice.between(1, isTiny ? 30 : 200) : 0;
        this.mostPause = dice.magnitude(10 * Plan.MS, 40 * Plan.SECOND);
        int length = manners.total() == 0 ? 0 : dialogue.script().length;
        this.mostSaid = dice.chance(300) ? dice.between(0, length) : length;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    boolean isDone() {
        return said >= mostSaid;
    }

    byte[] nextChunk() {
        byte[] script = dialogue.script();
        int end = Math.min(mostSaid, said + (manners.takesTurns() ? mostChunk : dice.between(1, mostChunk)));
        if (manners.takesTurns()) end = endOfTurn(end);
        byte[] chunk = java.util.Arrays.copyOfRange(script, said, end);
        said = end;
        return chunk;
    }

    /** Who takes turns waits for the answer, and so must have asked something. */
    private int endOfTurn(int atLeast) {
        Dialogue.Step step = dialogue.next(said, atLeast, false);
        if (step == null) step = dialogue.next(said, mostSaid, false);
        return step == null || step.end() <= said ? mostSaid : step.end();
    }

    /** Until the next chunk. */
    long gap() {
        return dice.chance(pausing) ? dice.magnitude(Plan.MS, mostPause) : manners.gap();
    }
}
