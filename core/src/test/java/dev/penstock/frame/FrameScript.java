package dev.penstock.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Payloads, and the bytes that they are on the wire. */
final class FrameScript {
    final Framing framing;
    final List<String> payloads = new ArrayList<>();
    final byte[] wire;

    private FrameScript(Framing framing, ByteArrayOutputStream wire, List<String> payloads) {
        this.framing = framing;
        this.wire = wire.toByteArray();
        this.payloads.addAll(payloads);
    }

    static FrameScript lengthPrefixed(int maxFrame, List<String> payloads) {
        var wire = new ByteArrayOutputStream();
        for (String payload : payloads) {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            wire.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            wire.writeBytes(bytes);
        }
        return new FrameScript(Framing.lengthPrefixed(maxFrame), wire, payloads);
    }

    /** LF and CRLF by turns; the last line ends with the input. */
    static FrameScript lines(int maxLine, List<String> payloads) {
        var text = new StringBuilder();
        for (int i = 0; i < payloads.size(); i++) {
            text.append(payloads.get(i));
            if (i < payloads.size() - 1) text.append(i % 2 == 0 ? "\r\n" : "\n");
        }
        var wire = new ByteArrayOutputStream();
        wire.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        return new FrameScript(Framing.telnetLines(maxLine), wire, payloads);
    }

    /** Characters of one to four bytes in UTF-8, and in the midst of a line what would end a shorter one. */
    static List<String> randomPayloads(SplittableRandom random, int most) {
        String[] pieces = {"a", "é", "€", "\uD83D\uDE00", " ", "0", "x\ry"};
        List<String> payloads = new ArrayList<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            var payload = new StringBuilder();
            while (random.nextInt(12) > 0 && payload.length() * 4 < most - 8)
                payload.append(pieces[random.nextInt(pieces.length)]);
            payloads.add(payload.toString());
        }
        if (payloads.get(payloads.size() - 1).isEmpty()) payloads.set(payloads.size() - 1, "last");
        return payloads;
    }
}
