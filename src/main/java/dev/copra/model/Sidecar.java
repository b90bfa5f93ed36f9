package dev.copra.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.model.graph.ModelException;
import dev.copra.model.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The file beside a model that pins its settings: {@code decoder.copra.json} for {@code decoder.onnx}, an object with the
 * names of {@link Settings#NAMES}. Lists may be JSON arrays, {@code classes} an object from label to name.
 */
final class Sidecar {
    private static final TypeReference<LinkedHashMap<String, Setting>> CONTENT = new TypeReference<>() {};

    private Sidecar() {}

    /** Where a model's settings are looked for. */
    static Path beside(Path model) {
        String name = model.getFileName().toString();
        String stem = name.endsWith(".onnx") ? name.substring(0, name.length() - ".onnx".length()) : name;
        return model.resolveSibling(stem + ".copra.json");
    }

    /** The settings beside a model, over the names of categories that its exporter left there; none if there is no such file. */
    static Map<String, String> read(Path model) throws ModelException {
        Path file = beside(model);
        if (!Files.isRegularFile(file)) {
            return HuggingFaceConfig.read(model);
        }
        try {
            Map<String, Setting> content = new JsonMapper().readValue(Files.readAllBytes(file), CONTENT);
            if (content == null) {
                throw new ModelException(file + ": this is no JSON object with the model's settings");
            }
            Map<String, String> settings = new LinkedHashMap<>(HuggingFaceConfig.read(model));
            content.forEach((name, setting) -> settings.put(name, setting == null ? "null" : setting.text()));
            for (String name : settings.keySet()) {
                if (!Settings.NAMES.containsKey(name)) {
                    throw new ModelException(file + ": there is no model setting '" + name + "'; there are "
                            + String.join(", ", Settings.NAMES.keySet()));
                }
            }
            return settings;
        } catch (MismatchedInputException e) {
            throw new ModelException(file + ": this is no JSON object with the model's settings", e);
        } catch (JsonProcessingException e) {
            throw new ModelException(file + ": this is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** A value as it would be typed on the command line. */
    private record Setting(String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Setting of(JsonNode value) {
            StringJoiner list = new StringJoiner(",");
            if (value.isObject()) {
                value.properties()
                        .forEach(e -> list.add(e.getKey() + ":" + e.getValue().asText()));
                return new Setting(list.toString());
            }
            if (value.isArray()) {
                value.forEach(element -> list.add(element.asText()));
                return new Setting(list.toString());
            }
            return new Setting(value.asText());
        }
    }
}
