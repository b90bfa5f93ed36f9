package dev.copra.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.copra.coco.id.Id;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Results as JSON: names in snake_case, ids as the file has them, null where a figure does not exist. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addSerializer(Id.class, new IdSerializer()))
            .build();

    private Json() {}

    /** Whether a file of this name is JSON, packed or not. */
    public static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".json") || lower.endsWith(".json.gz");
    }

    /** One line of JSON. */
    public static String write(Object value) {
        try {
            return Escape.json(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JSON has no NaN: null says that there is nothing to measure. */
    public static Double finite(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : (Double) value;
    }

    private static final class IdSerializer extends StdSerializer<Id> {
        private static final long serialVersionUID = 1L;

        IdSerializer() {
            super(Id.class);
        }

        @Override
        public void serialize(Id id, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRawValue(new String(id.json(), StandardCharsets.UTF_8));
        }
    }
}
