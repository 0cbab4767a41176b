package dev.penstock.sim;

import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The options of one channel. Buffers and linger mean something here; the others are only remembered. */
final class OptionValues {
    private static final Map<SocketOption<?>, Object> FOR_SOCKETS = new LinkedHashMap<>();
    private static final Map<SocketOption<?>, Object> FOR_SERVERS = new LinkedHashMap<>();

    static {
        FOR_SERVERS.put(StandardSocketOptions.SO_RCVBUF, 64 << 10);
        FOR_SERVERS.put(StandardSocketOptions.SO_REUSEADDR, true);
        FOR_SOCKETS.put(StandardSocketOptions.SO_SNDBUF, 64 << 10);
        FOR_SOCKETS.put(StandardSocketOptions.SO_RCVBUF, 64 << 10);
        FOR_SOCKETS.put(StandardSocketOptions.SO_LINGER, -1);
        FOR_SOCKETS.put(StandardSocketOptions.TCP_NODELAY, false);
        FOR_SOCKETS.put(StandardSocketOptions.SO_KEEPALIVE, false);
        FOR_SOCKETS.put(StandardSocketOptions.SO_REUSEADDR, false);
    }

    private final Map<SocketOption<?>, Object> defaults;
    private Map<SocketOption<?>, Object> values; // most channels set few or none

    private OptionValues(Map<SocketOption<?>, Object> defaults) {
        this.defaults = defaults;
    }

    static OptionValues ofSocket() {
        return new OptionValues(FOR_SOCKETS);
    }

    static OptionValues ofServer() {
        return new OptionValues(FOR_SERVERS);
    }

    Set<SocketOption<?>> supported() {
        return new LinkedHashSet<>(defaults.keySet());
    }

    <T> void set(SocketOption<T> option, T value) {
        requireSupported(option);
        if (values == null) values = new LinkedHashMap<>();
        values.put(option, Objects.requireNonNull(value));
    }

    <T> T get(SocketOption<T> option) {
        requireSupported(option);
        Object value = values == null ? null : values.get(option);
        return option.type().cast(value == null ? defaults.get(option) : value);
    }

    private void requireSupported(SocketOption<?> option) {
        if (!defaults.containsKey(Objects.requireNonNull(option)))
            throw new UnsupportedOperationException("'" + option + "' not supported");
    }
}
