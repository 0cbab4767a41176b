/**
 * Framing: bytes in, frames out. A {@link dev.penstock.frame.FrameReader} stands between a connection and a
 * {@link dev.penstock.frame.FrameHandler}; a {@link dev.penstock.frame.Framing} tells it where frames end.
 */
package dev.penstock.frame;
