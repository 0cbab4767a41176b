/** Deadlines by the thousand, each O(1) to arm. */
package dev.penstock.timer;
