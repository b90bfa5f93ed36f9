package dev.copra.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Small JSON files, one an image. */
public final class JsonFile {
    private JsonFile() {}

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
            if (e.getReason() == null) {
                throw e;
            }
            throw new AnnotationException("encoding", file.toString(), e.getReason());
        }
        if (!tree.isObject()) {
            throw new AnnotationException("json", file.toString(), "the file is no JSON object; it is left out");
        }
        return tree;
    }
}
