package dev.penstock.apps.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A local address as {@code 127.0.0.2}, {@code 127.0.0.2:4000}, {@code ::1} or {@code [::1]:4000}. */
final class LocalAddress implements ITypeConverter<InetSocketAddress> {
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]+]|[^:\\[]+):(\\d{1,5})");

    @Override
    public InetSocketAddress convert(String value) {
        Matcher matcher = WITH_PORT.matcher(value);
        boolean hasPort = matcher.matches();
        String host = hasPort ? matcher.group(1) : value;
        int port = hasPort ? Integer.parseInt(matcher.group(2)) : 0;
        try {
            if (host.isBlank()) throw new UnknownHostException(host); // the JDK would take it for loopback
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + value + "' is not an address of this machine; write 127.0.0.2, 127.0.0.2:4000 or [::1]:4000");
        }
    }
}
