package dev.penstock.bench.run;

import dev.penstock.apps.cli.Sizes;
import dev.penstock.bench.scenario.Parameter;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The parameters of the scenarios, for each scenario that has them. */
final class ParameterOptions {
    private final Map<Parameter, Double> given = new EnumMap<>(Parameter.class);

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Connections at once, of the peers that are measured.")
    private void connections(int value) {
        given.put(Parameter.CONNECTIONS, (double) value);
    }

    @Option(names = "--speakers", paramLabel = "N", description = "Of a chat's measured members, how many speak.")
    private void speakers(int value) {
        given.put(Parameter.SPEAKERS, (double) value);
    }

    @Option(
            names = "--stalled",
            paramLabel = "N",
            description =
                    "Peers beside those that are measured which stop reading, or send all they can and never read.")
    private void stalled(int value) {
        given.put(Parameter.STALLED, (double) value);
    }

    @Option(
            names = "--slow-senders",
            paramLabel = "N",
            description = "Peers beside those that are measured which send a byte a second.")
    private void slowSenders(int value) {
        given.put(Parameter.SLOW_SENDERS, (double) value);
    }

    @Option(names = "--idle", paramLabel = "N", description = "Peers that do nothing.")
    private void idle(int value) {
        given.put(Parameter.IDLE, (double) value);
    }

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Sizes.class,
            description = "Bytes a message, such as 64 or 16k.")
    private void size(Long value) {
        given.put(Parameter.SIZE, (double) value);
    }

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Messages that each connection has under way where replies start the next.")
    private void inFlight(int value) {
        given.put(Parameter.IN_FLIGHT, (double) value);
    }

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second over all peers, due whether or not replies come; the ladder's first step.")
    private void rate(double value) {
        given.put(Parameter.RATE, value);
    }

    @Option(
            names = "--bound",
            paramLabel = "MS",
            description = "What the 99th percentile must stay under in the ladder, in milliseconds.")
    private void bound(double value) {
        given.put(Parameter.BOUND, value);
    }

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Driven and not counted, at the start of a load.")
    private void warmUp(double value) {
        given.put(Parameter.WARM_UP, value);
    }

    @Option(names = "--seconds", paramLabel = "SECONDS", description = "Measured, in each load.")
    private void seconds(double value) {
        given.put(Parameter.SECONDS, value);
    }

    /** Those that were given. */
    Map<Parameter, Double> given() {
        return given;
    }
}
