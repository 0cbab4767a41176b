package dev.penstock.bench.scenario;

/**
 * What a server used during one load. Figures are NaN where the system does not tell.
 *
 * @param cpuCores processor time in the measured time, in cores
 * @param before memory before the load connected
 * @param start memory when the measured time began
 * @param peak the most memory in the measured time
 */
public record ServerUse(double cpuCores, Memory before, Memory start, Memory peak) {
    /**
     * Memory at one moment, in bytes.
     *
     * @param resident the server's own
     * @param kernelTcp the kernel's for TCP, of the whole machine: it does not tell whose
     */
    public record Memory(double resident, double kernelTcp) {
        /** The server's own and what the kernel holds for its sockets. */
        public double total() {
            return resident + kernelTcp;
        }
    }
}
