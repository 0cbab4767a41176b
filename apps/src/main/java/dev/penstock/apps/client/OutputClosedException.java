package dev.penstock.apps.client;

import java.io.IOException;

/** Nobody reads standard output any more. */
final class OutputClosedException extends IOException {
    private static final long serialVersionUID = 1;

    OutputClosedException(IOException cause) {
        super("standard output is closed", cause);
    }
}
