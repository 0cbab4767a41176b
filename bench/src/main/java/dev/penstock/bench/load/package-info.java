/** The load generator: one thread drives many connections as a plan says, and measures what the server makes of them. */
package dev.penstock.bench.load;
