package dev.copra.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code .copra.json}, found from the input's folder upwards: what a project wants of {@code validate}, so that every call of
 * it does the same. Options on the command line go first; lists are joined. Paths in it are relative to its folder.
 *
 * <pre>{@code {"validate": {"ignore": ["image-unused"], "fail-on": "warning", "images": "images", "baseline": "known.json"}}}</pre>
 */
final class CheckConfig {
    private static final String NAME = ".copra.json";
    private static final Set<String> MEMBERS = Set.of(
            "select", "ignore", "fail-on", "images", "baseline", "ground-truth", "against", "against-images", "for");

    private final Path file;
    private final JsonNode values;

    private CheckConfig(Path file, JsonNode values) {
        this.file = file;
        this.values = values;
    }

    /** The configuration for an input; an empty one if there is no file, or the input is standard input. */
    static CheckConfig find(String input) throws IOException {
        Path folder = input.equals("-")
                ? null
                : Path.of(input).toAbsolutePath().normalize().getParent();
        for (; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(NAME))) {
                return read(folder.resolve(NAME));
            }
        }
        return new CheckConfig(null, new JsonMapper().createObjectNode());
    }

    private static CheckConfig read(Path file) throws IOException {
        try {
            JsonNode values =
                    new JsonMapper().readTree(Files.readAllBytes(file)).path("validate");
            values.fieldNames().forEachRemaining(name -> {
                if (!MEMBERS.contains(name)) {
                    throw new CommandException(file + ": validate has no member '" + name + "'");
                }
            });
            return new CheckConfig(file, values);
        } catch (JsonProcessingException e) {
            throw new CommandException(file + ": " + e.getOriginalMessage(), e);
        }
    }

    List<String> list(String member) {
        List<String> list = new ArrayList<>();
        values.path(member).forEach(value -> list.add(value.asText()));
        return list;
    }

    /** A text, or null. */
    String text(String member) {
        return values.hasNonNull(member) ? values.get(member).asText() : null;
    }

    /** A path, resolved against the file's folder, or null. */
    String path(String member) {
        return text(member) == null ? null : file.resolveSibling(text(member)).toString();
    }
}
