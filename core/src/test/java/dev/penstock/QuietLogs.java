package dev.penstock;

import java.util.ResourceBundle;

/** Drops the reactor's log lines: who comes and goes by the thousand drowns what a test has to say. */
public final class QuietLogs extends System.LoggerFinder {
    /** Called by the service loader. */
    public QuietLogs() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Quiet(name);
    }

    private record Quiet(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.WARNING.getSeverity();
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {}

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {}
    }
}
