/** What the servers do, known to them and to the load that checks it. */
package dev.penstock.bench.work;
