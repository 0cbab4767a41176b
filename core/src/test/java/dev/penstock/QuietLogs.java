package dev.penstock;

import java.util.ResourceBundle;
import java.util.function.Consumer;

/** Drops the reactor's log lines, but for a test that listens: who comes and goes by the thousand drowns what a test says. */
public final class QuietLogs extends System.LoggerFinder {
    /** Told each line from warnings up, after its level; or null. */
    static volatile Consumer<String> listener;

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
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            tell(level, message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            tell(level, format);
        }

        private void tell(Level level, String text) {
            Consumer<String> present = listener;
            if (present != null && isLoggable(level)) present.accept(level + " " + text);
        }
    }
}
