package dev.copra.format.labelbox;

import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOnlyFormat;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.StreamFormat;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.Path;

/** The export of Labelbox, version 2, of images. */
public final class LabelboxFormat implements ReadOnlyFormat, StreamFormat {
    @Override
    public String name() {
        return "labelbox";
    }

    @Override
    public String title() {
        return "Labelbox NDJSON, export 2";
    }

    @Override
    public String specification() {
        return "https://docs.labelbox.com/reference/export-image-annotations";
    }

    @Override
    public String whyReadOnly() {
        return "an import names the ids of the project's own schema, which no other format has";
    }

    @Override
    public String keeps() {
        return "boxes, polygons, lines, points, masks whose files are there, classifications as attributes, sizes of images";
    }

    @Override
    public String layout() {
        return """
                export.ndjson    a line an image, or a JSON list of them:
                  {"data_row": {"external_id": "a.jpg"}, "media_attributes": {"width": 640, "height": 480},
                   "projects": {"p1": {"labels": [{"annotations": {"objects": [
                     {"feature_id": "f1", "name": "cat", "bounding_box": {"left": 10, "top": 20, "width": 30, "height": 40}},
                     {"feature_id": "f2", "name": "cat", "mask": {"url": "https://..."}}]}}]}}}
                masks/f2.png     the mask, downloaded, beside the list or in a folder masks there; also by the last part
                                 of its address
                of several labels of an image the first counts""";
    }

    @Override
    public boolean recognises(Probe probe) {
        return (probe.first() == '{' || probe.first() == '[')
                && probe.hasMember("data_row")
                && (probe.hasMember("projects") || probe.hasMember("media_attributes"));
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return open(Input.file(input), options);
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new LabelboxSource(input, options);
    }
}
