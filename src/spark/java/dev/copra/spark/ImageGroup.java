package dev.copra.spark;

import dev.copra.coco.Section;
import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The records of an image, or of several: a small COCO document. */
final class ImageGroup {
    private final ByteArrayOutputStream images = new ByteArrayOutputStream();
    private final ByteArrayOutputStream annotations = new ByteArrayOutputStream();
    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final List<Long> positions = new ArrayList<>();
    private final List<Long> broken = new ArrayList<>();
    private final List<byte[]> imageRecords = new ArrayList<>();

    /** All records of a task. */
    static ImageGroup all(Iterator<scala.Tuple2<RecordKey, byte[]>> records) {
        ImageGroup group = new ImageGroup();
        records.forEachRemaining(record -> group.add(record._1(), record._2()));
        return group;
    }

    void add(RecordKey key, byte[] json) {
        switch (key.kind()) {
            case IMAGE -> {
                append(images, json);
                imageRecords.add(json);
            }
            case ANNOTATION -> {
                append(annotations, json);
                positions.add(key.position());
            }
            case RESULT -> append(results, json);
            case BROKEN -> broken.add(key.position());
        }
    }

    private static void append(ByteArrayOutputStream list, byte[] record) {
        if (list.size() > 0) {
            list.write(',');
        }
        list.writeBytes(record);
    }

    boolean isEmpty() {
        return imageRecords.isEmpty() && positions.isEmpty() && broken.isEmpty() && results.size() == 0;
    }

    boolean hasImage() {
        return !imageRecords.isEmpty();
    }

    /** The image records as JSON text. */
    List<byte[]> imageRecords() {
        return imageRecords;
    }

    /** Positions of the annotations in the whole document, in order. */
    List<Long> positions() {
        return positions;
    }

    /** Positions of what is no JSON object. */
    List<Long> broken() {
        return broken;
    }

    /**
     * The records as a COCO document.
     *
     * @param name for messages
     * @param categories the list of categories as JSON text
     */
    Input document(String name, byte[] categories) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(images.size() + annotations.size() + 128);
        write(json, "{\"" + Section.IMAGES.member() + "\":[");
        json.writeBytes(images.toByteArray());
        write(json, "],\"" + Section.CATEGORIES.member() + "\":");
        json.writeBytes(categories);
        write(json, ",\"" + Section.ANNOTATIONS.member() + "\":[");
        json.writeBytes(annotations.toByteArray());
        write(json, "]}");
        return input(name, json.toByteArray());
    }

    /** The detections as a results file. */
    Input results(String name) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(results.size() + 2);
        json.write('[');
        json.writeBytes(results.toByteArray());
        json.write(']');
        return input(name, json.toByteArray());
    }

    static Input input(String name, byte[] json) {
        return Input.of(name, () -> new ByteArrayInputStream(json));
    }

    private static void write(ByteArrayOutputStream json, String text) {
        json.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
