package dev.copra.format.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;

/** Label Studio: a list of tasks with rectangles, polygons and brush masks. */
public final class LabelStudioFormat implements FileFormat {
    @Override
    public String name() {
        return "labelstudio";
    }

    @Override
    public String title() {
        return "Label Studio JSON";
    }

    @Override
    public String specification() {
        return "https://labelstud.io/guide/export.html";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel (a polygon, or a brush mask for holes and parts), turned boxes, scores, image ids";
    }

    @Override
    public String layout() {
        return """
                one JSON file a split; places are percent of the image's sides:
                [{"id": 7, "data": {"image": "a.jpg"}, "annotations": [{"result": [
                  {"type": "rectanglelabels", "from_name": "label", "to_name": "image",
                   "original_width": 640, "original_height": 480,
                   "value": {"x": 10, "y": 20, "width": 30, "height": 40, "rotation": 0,
                             "rectanglelabels": ["cat"]}}]}]}]""";
    }

    @Override
    public String extension() {
        return ".json";
    }

    /** Whether a task is one of the short export, JSON-MIN: what was data and results are members of its own. */
    static boolean isShort(JsonNode task) {
        return task.has("annotation_id") && !task.has("data");
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.first() == '[' && probe.hasMember("annotation_id") && probe.hasMember("annotator")
                || probe.first() == '[' && probe.hasMember("data") && probe.hasMember("annotations")
                || probe.first() == '[' && probe.hasMember("result") && probe.hasMember("from_name");
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new LabelStudioSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputStream out, WriteOptions options) {
        return new LabelStudioSink(out, options);
    }
}
