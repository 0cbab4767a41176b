package dev.penstock.bench.scenario;

/**
 * What a server used during one load. Figures are NaN where the system does not tell.
 *
 * @param cpuCores processor time in the measured time, in cores
 * @param start memory when the measured time began
 * @param peak the most memory in the measured time
 * @param settledBefore what was in use before the load connected: live objects, and all memory that is not heap, in bytes; of loads
 *     with peers that hardly do anything, else NaN
 * @param settledAfter the same at the end of the measured time
 */
public record ServerUse(double cpuCores, Memory start, Memory peak, double settledBefore, double settledAfter) {
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
