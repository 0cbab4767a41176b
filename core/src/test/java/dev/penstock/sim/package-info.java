/**
 * A network that is only simulated: a {@link java.nio.channels.spi.SelectorProvider} with a clock of its own, on which the
 * reactor runs unmodified, and everything that happens is drawn from one seed.
 *
 * <p>Three layers: the wires and sockets ({@code Wire}, {@code SimSocket}, {@code Backlog}), java.nio on top of them
 * ({@code SimSelector}, {@code SimSocketChannel}, ...), and the worlds that live there ({@code World} and what it draws).
 */
package dev.penstock.sim;
