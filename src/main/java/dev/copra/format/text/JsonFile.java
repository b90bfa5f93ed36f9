package dev.copra.format.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.json.JsonException;
import dev.copra.json.JsonMembers;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Small JSON files, one an image. */
public final class JsonFile {
    private JsonFile() {}

    /** Reads a file whole, as {@link #read} but without making trees. @throws AnnotationException as there */
    public static JsonMembers members(Path file) throws IOException, AnnotationException {
        try {
            JsonMembers members = JsonMembers.parse(TextFile.bytes(file));
            if (members != null) {
                return members;
            }
        } catch (JsonException e) {
            return lenient(file);
        } catch (FileSystemException e) {
            throw broken(file, e);
        }
        throw noObject(file);
    }

    /** What the scanner refuses: Jackson says more clearly what is wrong, and lets something pass. */
    private static JsonMembers lenient(Path file) throws IOException, AnnotationException {
        byte[] json = JsonValues.text(read(file));
        try {
            return JsonMembers.parse(json);
        } catch (JsonException e) {
            throw new AnnotationException("json", file.toString(), e.getMessage() + "; the file is left out");
        }
    }

    private static AnnotationException broken(Path file, FileSystemException e) throws FileSystemException {
        if (e.getReason() == null) {
            throw e;
        }
        return new AnnotationException("encoding", file.toString(), e.getReason());
    }

    private static AnnotationException noObject(Path file) {
        return new AnnotationException("json", file.toString(), "the file is no JSON object; it is left out");
    }

    /** Reads a file whole. @throws AnnotationException if it is no JSON object in UTF-8; names file and line */
    public static JsonNode read(Path file) throws IOException, AnnotationException {
        JsonNode tree;
        try {
            byte[] text = TextFile.read(file).getBytes(StandardCharsets.UTF_8);
            tree = JsonValues.tree(text, 0, text.length);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new AnnotationException(
                    "json", file + line, e.getOriginalMessage().replaceAll("\\s+", " ") + "; the file is left out");
        } catch (FileSystemException e) {
            throw broken(file, e);
        }
        if (!tree.isObject()) {
            throw noObject(file);
        }
        return tree;
    }
}
