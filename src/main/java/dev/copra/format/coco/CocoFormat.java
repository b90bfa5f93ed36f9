package dev.copra.format.coco;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;

/** COCO: instances, keypoints, captions, LVIS and all other documents with images, annotations and categories. */
public final class CocoFormat implements FileFormat {
    @Override
    public String name() {
        return "coco";
    }

    @Override
    public String title() {
        return "COCO instances, keypoints and captions; LVIS";
    }

    @Override
    public String specification() {
        return "https://cocodataset.org/#format-data";
    }

    @Override
    public String keeps() {
        return "everything but lines";
    }

    @Override
    public String layout() {
        return """
                one JSON file a split:
                {"categories": [{"id": 1, "name": "cat"}],
                 "images": [{"id": 7, "file_name": "a.jpg", "width": 640, "height": 480}],
                 "annotations": [{"id": 1, "image_id": 7, "category_id": 1, "bbox": [10, 20, 30, 40],
                   "segmentation": [[10, 20, 40, 20, 40, 60]], "area": 600, "iscrowd": 0}]}""";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.first() == '{' && (probe.hasMember("images") || probe.hasMember("annotations"));
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new CocoSource(input, null, options);
    }

    @Override
    public DatasetSink sink(OutputStream out, WriteOptions options) throws IOException {
        return new CocoSink(out, options);
    }
}
