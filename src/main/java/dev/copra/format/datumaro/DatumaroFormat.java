package dev.copra.format.datumaro;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;

/** Datumaro's own JSON: items with boxes, polygons, masks and points; what belongs to one object has one group. */
public final class DatumaroFormat implements FileFormat {
    @Override
    public String name() {
        return "datumaro";
    }

    @Override
    public String title() {
        return "Datumaro JSON";
    }

    @Override
    public String specification() {
        return "https://open-edge-platform.github.io/datumaro/latest/docs/data-formats/formats/datumaro.html";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel, polygons, boxes, keypoints, lines, crowds, scores, attributes, tracks, ids";
    }

    @Override
    public String layout() {
        return """
                one JSON file a split; annotations with the same group are one object:
                {"categories": {"label": {"labels": [{"name": "cat", "parent": "", "attributes": []}]}},
                 "items": [{"id": "a", "image": {"path": "a.jpg", "size": [480, 640]}, "annotations": [
                   {"id": 1, "type": "polygon", "label_id": 0, "group": 1, "attributes": {},
                    "points": [10, 20, 40, 20, 40, 60]}]}]}""";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.first() == '{'
                && probe.hasMember("items")
                && (probe.hasMember("label") || probe.hasMember("dm_format_version"));
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new DatumaroSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputStream out, WriteOptions options) {
        return new DatumaroSink(out, options);
    }
}
