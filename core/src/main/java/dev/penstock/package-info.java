/**
 * A TCP server kernel with a gate on every connection.
 *
 * <p>Start at {@link dev.penstock.Reactor}, the loop; {@link dev.penstock.Connection} is a peer's life on it,
 * {@link dev.penstock.ConnectionHandler} is what a server writes, and {@link dev.penstock.SlowPeerPolicy} says what happens to
 * those who do not keep up.
 */
package dev.penstock;
