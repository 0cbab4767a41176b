package dev.penstock.apps.client;

import java.nio.ByteBuffer;

/** The length-prefixed protocol: four bytes of length, unsigned and big-endian, then so many bytes. */
final class Frames {
    static final int HEADER_BYTES = 4;

    /** What four bytes can say: 4 GiB less one byte. */
    static final long MAX_PAYLOAD = 0xffff_ffffL;

    private Frames() {}

    static void putHeader(ByteRing into, long length) throws InterruptedException {
        into.put(ByteBuffer.allocate(HEADER_BYTES).putInt((int) length).flip());
    }

    static void put(ByteRing into, ByteBuffer payload) throws InterruptedException {
        putHeader(into, payload.remaining());
        into.put(payload);
    }
}
