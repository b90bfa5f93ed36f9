package dev.copra.format.mots;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.format.text.JsonList;
import dev.copra.io.Input;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which image each frame of a sequence is: {@code images.json}, which this program writes beside the text files. */
final class Frames {
    static final String FILE = "images.json";

    private Frames() {}

    /** A frame of a sequence. */
    record Frame(String sequence, int number) {}

    /** The images by frame, in the order of the file; none if there is no file. */
    static Map<Frame, DatasetImage> read(Path folder) throws IOException {
        Map<Frame, DatasetImage> images = new LinkedHashMap<>();
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return images;
        }
        try (JsonList list = new JsonList(Input.file(file))) {
            for (JsonNode node = list.next(); node != null; node = list.next()) {
                byte[] id = JsonValues.text(node.path("id"));
                images.put(
                        new Frame(
                                node.path("sequence").asText(),
                                node.path("frame").asInt()),
                        new DatasetImage(
                                node.path("id").isNumber() || node.path("id").isTextual()
                                        ? Id.parse(id, 0, id.length)
                                        : Id.NONE,
                                node.path("file_name").asText(),
                                node.path("split").asText(),
                                Math.max(0, node.path("width").asInt()),
                                Math.max(0, node.path("height").asInt())));
            }
        }
        return images;
    }

    static void add(JsonText text, Frame frame, DatasetImage image) {
        text.add("{\"sequence\":")
                .add(JsonValues.text(frame.sequence()))
                .add(",\"frame\":")
                .add(frame.number())
                .add(",\"file_name\":")
                .add(JsonValues.text(image.fileName()))
                .add(",\"width\":")
                .add(image.width())
                .add(",\"height\":")
                .add(image.height());
        if (image.id().present()) {
            text.add(",\"id\":").add(image.id().json());
        }
        if (!image.split().isEmpty()) {
            text.add(",\"split\":").add(JsonValues.text(image.split()));
        }
        text.add('}');
    }
}
