package dev.penstock.bench.result;

import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** As ISO 8601 has it. */
final class InstantAdapter extends TypeAdapter<Instant> {
    @Override
    public void write(JsonWriter out, Instant instant) throws IOException {
        out.value(instant.toString());
    }

    @Override
    public Instant read(JsonReader in) throws IOException {
        String text = in.nextString();
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new JsonParseException("'" + text + "' is not a moment such as 2026-11-21T20:00:00Z");
        }
    }
}
