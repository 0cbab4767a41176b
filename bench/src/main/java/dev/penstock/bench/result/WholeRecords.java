package dev.penstock.bench.result;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;

/**
 * Reads a record only if each component is there: what is absent would silently be null or 0. What a record's constructor
 * refuses is then a fault of the file as well.
 */
final class WholeRecords implements TypeAdapterFactory {
    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<? super T> record = type.getRawType();
        if (!record.isRecord()) return null;
        TypeAdapter<T> rest = gson.getDelegateAdapter(this, type);
        TypeAdapter<JsonElement> tree = gson.getAdapter(JsonElement.class);
        return new TypeAdapter<>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                rest.write(out, value);
            }

            @Override
            public T read(JsonReader in) throws IOException {
                JsonElement element = tree.read(in);
                requireWhole(element, record);
                try {
                    return rest.fromJsonTree(element);
                } catch (JsonParseException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw new JsonParseException(e); // from its constructor
                }
            }
        };
    }

    private static void requireWhole(JsonElement element, Class<?> record) {
        if (!(element instanceof JsonObject object))
            throw new JsonParseException("a " + record.getSimpleName() + " is missing");
        for (RecordComponent component : record.getRecordComponents()) {
            JsonElement value = object.get(component.getName());
            if (value == null || value.isJsonNull())
                throw new JsonParseException("a " + record.getSimpleName() + " has no " + component.getName());
        }
    }
}
