package dev.copra.format.createml;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;

/** Create ML: boxes by their centres. */
public final class CreateMlFormat implements FileFormat {
    @Override
    public String name() {
        return "createml";
    }

    @Override
    public String title() {
        return "Create ML JSON, boxes";
    }

    @Override
    public String specification() {
        return "https://developer.apple.com/documentation/createml/building-an-object-detector-data-source";
    }

    @Override
    public String keeps() {
        return "boxes, names of categories, scores, images without an instance";
    }

    @Override
    public String layout() {
        return """
                one JSON file a split; x and y are the centre of the box, in pixels:
                [{"image": "a.jpg", "annotations": [{"label": "cat",
                  "coordinates": {"x": 25, "y": 40, "width": 30, "height": 40}}]}]""";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.first() == '['
                && (probe.hasMember("coordinates") && probe.hasMember("label")
                        || probe.hasMember("annotations")
                                && (probe.hasMember("image") || probe.hasMember("imagefilename")));
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new CreateMlSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputStream out, WriteOptions options) {
        return new CreateMlSink(out, options);
    }
}
