package dev.copra.format.coco;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.Splits;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** COCO panoptic: a JSON file a split, and a PNG an image whose colours are ids of segments. */
public final class PanopticFormat implements FolderFormat {
    @Override
    public String name() {
        return "coco-panoptic";
    }

    @Override
    public String title() {
        return "COCO panoptic, JSON with a PNG an image";
    }

    @Override
    public String specification() {
        return "https://cocodataset.org/#format-data";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel where they do not overlap, crowds, ids of images and categories, splits";
    }

    @Override
    public String layout() {
        return """
                panoptic_val.json       images, categories, and for each image its segments:
                  {"image_id": 7, "file_name": "a.png", "segments_info":
                    [{"id": 1, "category_id": 18, "area": 600, "bbox": [10, 20, 30, 40], "iscrowd": 0}]}
                panoptic_val/a.png      each pixel's id of a segment as red + 256 green + 65536 blue; 0 is none""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return probe.first() == '{' && probe.hasMember("segments_info");
        }
        Path json = probe.firstFile("", ".json");
        return json != null && Probe.of(json).hasMember("segments_info");
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        if (!Files.isDirectory(input)) {
            return new PanopticSource(input, options);
        }
        List<Splits.Part> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(input)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.json$", "");
                String split = name.equals("panoptic") ? "" : name.replaceFirst("^panoptic_", "");
                parts.add(new Splits.Part(split, new PanopticSource(file, options)));
            }
        }
        if (parts.isEmpty()) {
            throw new FileSystemException(input.toString(), null, "there is no panoptic JSON file in this folder");
        }
        return parts.size() == 1 && parts.get(0).name().isEmpty() ? parts.get(0).source() : new Splits(parts);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new PanopticSink(folder, options);
    }
}
