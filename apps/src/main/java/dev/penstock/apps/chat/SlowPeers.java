package dev.penstock.apps.chat;

import dev.penstock.SlowPeerPolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a chat can do with members that do not keep up. It never pauses: what fills their queues is what others say. */
enum SlowPeers {
    DROP_OLDEST,
    DROP_NEWEST,
    DISCONNECT;

    /** The policy; the soft limit is for {@link #DISCONNECT} only. */
    SlowPeerPolicy policy(long hardLimit, long softLimit, Duration softTime, Duration stallTimeout) {
        return switch (this) {
            case DROP_OLDEST -> SlowPeerPolicy.dropOldest(hardLimit, stallTimeout);
            case DROP_NEWEST -> SlowPeerPolicy.dropNewest(hardLimit, stallTimeout);
            case DISCONNECT -> SlowPeerPolicy.disconnect(hardLimit, softLimit, softTime, stallTimeout);
        };
    }

    private String optionValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By what a user types. */
    static final class Converter implements ITypeConverter<SlowPeers> {
        @Override
        public SlowPeers convert(String value) {
            return Stream.of(values())
                    .filter(candidate -> candidate.optionValue().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is no such policy; write drop-oldest, drop-newest or disconnect"));
        }
    }
}
