package dev.penstock.bench.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;

/** Reads and writes {@code results.json}. What it reads is whole and well-formed, or it is refused in one line. */
public final class ResultsFile {
    /** Its name in a directory of results. */
    public static final String NAME = "results.json";

    private static final String KIND = "penstock-bench results";
    private static final int FORMAT = 1;
    /** 256 MiB: a full run writes a few, and what is read is held in memory several times over. */
    private static final long MAX_BYTES = 256 << 20;

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(Instant.class, new InstantAdapter())
            .registerTypeAdapterFactory(new WholeRecords())
            .setStrictness(Strictness.STRICT)
            .disableHtmlEscaping()
            .create();

    private ResultsFile() {}

    /** Writes them whole or not at all: a file that was there stays until the new one is complete. */
    public static void write(Results results, Path file) throws IOException {
        var all = new JsonObject();
        all.addProperty("kind", KIND);
        all.addProperty("format", FORMAT);
        for (Map.Entry<String, JsonElement> member :
                GSON.toJsonTree(results).getAsJsonObject().entrySet()) all.add(member.getKey(), member.getValue());
        Path parts = file.resolveSibling(file.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(parts)) {
            GSON.toJson(all, writer);
            writer.write('\n');
        }
        Files.move(parts, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads them.
     *
     * @throws IOException with a message for people if there is no such file, or it is not ours, is damaged, or was written by
     *     a newer benchmark
     */
    public static Results read(Path file) throws IOException {
        JsonObject all = parse(file);
        JsonElement kind = all.remove("kind");
        if (kind == null || !kind.isJsonPrimitive() || !kind.getAsString().equals(KIND)) throw notOurs(file);
        JsonElement format = all.remove("format");
        if (format == null || !format.isJsonPrimitive()) throw notOurs(file);
        if (!format.getAsString().equals(Integer.toString(FORMAT)))
            throw new IOException(file + " has format " + format.getAsString() + ", and this benchmark reads " + FORMAT
                    + "; use the benchmark that wrote it");
        try {
            Results results = GSON.fromJson(all, Results.class);
            for (Run run : results.runs()) run.latencies().forEach(Latency::histogram);
            return results;
        } catch (JsonParseException | IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + reasonOf(e), e);
        }
    }

    private static JsonObject parse(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            if (Files.size(file) > MAX_BYTES) throw notOurs(file);
            JsonObject all = GSON.fromJson(reader, JsonObject.class);
            if (all == null) throw notOurs(file); // it is empty
            return all;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no " + file, e);
        } catch (FileSystemException e) { // its message is but the name
            throw new IOException(
                    "cannot read " + file + ": "
                            + (e instanceof AccessDeniedException ? "access denied" : e.getReason()),
                    e);
        } catch (CharacterCodingException | JsonParseException | ClassCastException e) {
            throw notOurs(file);
        }
    }

    /** Gson's own words are inside, and may go on with a link. */
    private static String reasonOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static IOException notOurs(Path file) {
        return new IOException(file + " is not results of this benchmark, or damaged");
    }
}
