package dev.penstock.sim;

/** What the simulation itself has found to be wrong. */
public final class SimulationFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    public SimulationFailure(String message) {
        super(message);
    }
}
