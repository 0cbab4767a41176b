package dev.penstock.sim;

/** The calls that a program makes to the network, each of which may fail. */
public enum Operation {
    OPEN,
    BIND,
    CONNECT,
    ACCEPT,
    READ,
    WRITE,
    CONFIGURE,
    REGISTER,
    OPTION,
    SHUTDOWN_OUTPUT,
    CLOSE,
    SELECT
}
