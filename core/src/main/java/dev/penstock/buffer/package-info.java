/** Pooled direct memory under one budget. */
package dev.penstock.buffer;
