/** Work that other threads hand to the reactor. */
package dev.penstock.task;
