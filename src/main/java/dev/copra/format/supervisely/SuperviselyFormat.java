package dev.copra.format.supervisely;

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

/** Supervisely's projects of images. Coordinates are taken as its own converters from and to COCO do: as they are. */
public final class SuperviselyFormat implements FolderFormat {
    static final String META = "meta.json";

    @Override
    public String name() {
        return "supervisely";
    }

    @Override
    public String title() {
        return "Supervisely, a JSON file an image";
    }

    @Override
    public String specification() {
        return "https://developer.supervisely.com/getting-started/supervisely-annotation-format";
    }

    @Override
    public String keeps() {
        return "polygons, masks, boxes, lines, keypoints, crowds, scores, tracks, attributes as tags, ids, splits as datasets";
    }

    @Override
    public String layout() {
        return """
                meta.json              {"classes": [{"title": "cat", "shape": "any", "color": "#FF0000"}], "tags": []}
                train/ann/a.jpg.json   {"description": "", "tags": [], "size": {"width": 640, "height": 480}, "objects": [
                                         {"classTitle": "cat", "geometryType": "polygon", "tags": [], "instance": "1",
                                          "points": {"exterior": [[10, 20], [40, 20], [40, 60]], "interior": []}}]}
                train/img/a.jpg        with --copy-images or --link-images
                train/datasets/b/ann   a dataset in a dataset, which are subfolders of images
                figures are polygon, bitmap, rectangle, line, point and graph (keypoints); what belongs to one object has
                the same instance""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder() || !probe.contains(META)) {
            return false;
        }
        Probe meta = Probe.of(probe.path().resolve(META));
        return meta.first() == '{'
                && meta.hasMember("classes")
                && probe.names().stream()
                        .anyMatch(name -> Files.isDirectory(
                                        probe.path().resolve(name).resolve(AnnotationFiles.ANNOTATIONS))
                                || Files.isDirectory(probe.path().resolve(name).resolve(AnnotationFiles.NESTED)));
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new SuperviselySource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new SuperviselySink(folder, options);
    }
}
