package dev.copra.format.darwin;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Darwin JSON 2.0 of V7. */
public final class DarwinFormat implements FolderFormat {
    static final String ANNOTATIONS = "annotations";
    static final String IMAGES = "images";
    static final String CLASSES = ".v7/metadata.json";

    /** Deeper folders are not looked into to recognise the format. */
    private static final int DEEPEST = 4;

    @Override
    public String name() {
        return "darwin";
    }

    @Override
    public String title() {
        return "V7 Darwin JSON 2.0, a file an image";
    }

    @Override
    public String specification() {
        return "https://docs.v7labs.com/reference/darwin-json";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel as polygons, boxes, lines, keypoints, crowds, scores, ids, tracks, attributes, splits";
    }

    @Override
    public String layout() {
        return """
                annotations/train/a.json   {"version": "2.0", "item": {"name": "a.jpg", "path": "/", "slots": [
                                             {"type": "image", "slot_name": "0", "width": 640, "height": 480}]},
                                            "annotations": [{"id": "...", "name": "cat", "slot_names": ["0"],
                                              "bounding_box": {"x": 10, "y": 20, "w": 30, "h": 40},
                                              "polygon": {"paths": [[{"x": 10, "y": 20}, {"x": 40, "y": 20},
                                                                     {"x": 40, "y": 60}]]}}]}
                images/train/a.jpg         with --copy-images or --link-images
                .v7/metadata.json          the classes
                paths are filled by the even-odd rule; ellipses and raster layers are read, too""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        return recognises(probe, 0);
    }

    private boolean recognises(Probe probe, int depth) throws IOException {
        if (!probe.isFolder()) {
            return probe.first() == '{' && probe.hasMember("item") && probe.hasMember("slots");
        }
        Path file = probe.firstFile("", ".json");
        if (file != null) {
            return recognises(Probe.of(file), depth);
        }
        List<String> folders = probe.contains(ANNOTATIONS) ? List.of(ANNOTATIONS) : probe.names();
        for (String name : folders) {
            Path folder = probe.path().resolve(name);
            if (depth < DEEPEST
                    && !name.startsWith(".")
                    && Files.isDirectory(folder)
                    && recognises(Probe.of(folder), depth + 1)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new DarwinSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new DarwinSink(folder, options);
    }
}
