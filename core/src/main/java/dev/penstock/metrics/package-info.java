/** Counts, written by one thread and read by any. */
package dev.penstock.metrics;
