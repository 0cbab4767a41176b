/** The servers that are compared, and the command that runs one of them in a process of its own. */
package dev.penstock.bench.contender;
