package dev.penstock.apps.cli;

import dev.penstock.SafeText;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.ResourceBundle;

/**
 * Sends the log to standard error, a line an event. The JDK's own logging would take two lines for each, and a tenth of a
 * second of start-up.
 */
public final class StandardErrorLoggerFinder extends System.LoggerFinder {
    private static volatile Level threshold = Level.WARNING;

    /** Made by the service loader. */
    public StandardErrorLoggerFinder() {}

    /** Sets what is logged from now on: this level and above. */
    public static void setThreshold(Level level) {
        threshold = level;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new StandardErrorLogger(name);
    }

    private record StandardErrorLogger(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && level.getSeverity() >= threshold.getSeverity();
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            if (isLoggable(level)) print(level, thrown == null ? message : message + ": " + thrown);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... params) {
            if (isLoggable(level))
                print(level, params == null || params.length == 0 ? format : MessageFormat.format(format, params));
        }

        private static void print(Level level, String text) {
            System.err.println(level.name().toLowerCase(java.util.Locale.ROOT) + ": " + SafeText.escape(text));
        }
    }
}
