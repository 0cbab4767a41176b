package dev.penstock.buffer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.function.IntSupplier;

/** A channel that takes as many bytes of each write as it is told to, as a socket with a nearly full buffer does. */
public final class RationedChannel implements WritableByteChannel {
    private final IntSupplier ration;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    public RationedChannel(IntSupplier ration) {
        this.ration = ration;
    }

    @Override
    public int write(ByteBuffer source) {
        byte[] part = new byte[Math.min(source.remaining(), ration.getAsInt())];
        source.get(part);
        taken.writeBytes(part);
        return part.length;
    }

    /** What was taken since the last call. */
    public byte[] takeAll() {
        byte[] all = taken.toByteArray();
        taken.reset();
        return all;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
