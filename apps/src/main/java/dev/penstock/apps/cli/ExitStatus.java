package dev.penstock.apps.cli;

/** What a command tells the shell. */
public final class ExitStatus {
    /** Stopped by a signal, and everything queued was handed to the kernel. */
    public static final int OK = 0;
    /** It could not start. */
    public static final int FAILED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** Stopped, and bytes queued at the signal were dropped. */
    public static final int DROPPED = 3;
    /** Added to the number of a second signal, which ends the process at once. */
    public static final int SIGNAL = 128;

    private ExitStatus() {}
}
