/** What the benchmark finds out, as data: the records of {@code results.json}, and how they are read and written. */
package dev.penstock.bench.result;
