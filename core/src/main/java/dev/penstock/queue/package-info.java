/** Bytes on their way to a peer. */
package dev.penstock.queue;
