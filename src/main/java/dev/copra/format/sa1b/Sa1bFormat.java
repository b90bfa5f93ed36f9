package dev.copra.format.sa1b;

import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOnlyFormat;
import dev.copra.format.contract.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;

/** SA-1B, the masks that Segment Anything was trained with: a JSON file an image. */
public final class Sa1bFormat implements ReadOnlyFormat {
    @Override
    public String name() {
        return "sa1b";
    }

    @Override
    public String title() {
        return "SA-1B, the masks of Segment Anything";
    }

    @Override
    public String specification() {
        return "https://github.com/facebookresearch/segment-anything#dataset";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel, boxes, areas, ids; all masks are of one category, 'object' or the first class that is named";
    }

    @Override
    public String layout() {
        return """
                sa_1.json   {"image": {"image_id": 1, "width": 640, "height": 480, "file_name": "sa_1.jpg"},
                             "annotations": [{"id": 7, "bbox": [10, 20, 30, 40], "area": 1200,
                              "segmentation": {"size": [480, 640], "counts": "..."}, "predicted_iou": 0.9,
                              "stability_score": 0.95, "crop_box": [0, 0, 640, 480], "point_coords": [[25, 40]]}]}
                sa_1.jpg""";
    }

    @Override
    public String whyReadOnly() {
        return "it describes what a model found in a data set that others do not add to";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return probe.first() == '{' && probe.hasMember("image") && probe.hasMember("predicted_iou");
        }
        Path file = probe.firstFile("", ".json");
        return file != null && recognises(Probe.of(file));
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new Sa1bSource(input, options);
    }
}
