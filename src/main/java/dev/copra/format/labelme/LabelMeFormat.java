package dev.copra.format.labelme;

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

/** LabelMe by K. Wada, and the members that X-AnyLabeling adds. */
public final class LabelMeFormat implements FolderFormat {
    /** Deeper folders are not looked into to recognise the format. */
    private static final int DEEPEST = 4;

    @Override
    public String name() {
        return "labelme";
    }

    @Override
    public String title() {
        return "LabelMe, a JSON file beside each image";
    }

    @Override
    public String specification() {
        return "https://github.com/wkentaro/labelme";
    }

    @Override
    public String keeps() {
        return "polygons, masks, boxes, lines, keypoints, crowds, scores, ids, tracks, attributes, splits as folders";
    }

    @Override
    public String layout() {
        return """
                train/a.json   {"version": "5.5.0", "flags": {}, "shapes": [
                                 {"label": "cat", "points": [[10, 20], [40, 20], [40, 60]], "group_id": null,
                                  "description": "", "shape_type": "polygon", "flags": {}}],
                                "imagePath": "a.jpg", "imageData": null, "imageHeight": 480, "imageWidth": 640}
                train/a.jpg    with --copy-images or --link-images
                labels.txt     names of the categories, for labelme --labels
                pose.yaml      names of the keypoints of each category
                parts of one object, and its keypoints, share a label and a group_id; a mask with holes is a shape of the
                type mask, unless --segmentation polygon""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return probe.first() == '{' && probe.hasMember("shapes") && probe.hasMember("imagePath");
        }
        return recognises(probe, 0);
    }

    private boolean recognises(Probe probe, int depth) throws IOException {
        Path file = probe.firstFile("", ".json");
        if (file != null) {
            Probe json = Probe.of(file);
            return json.first() == '{' && json.hasMember("shapes");
        }
        for (String name : probe.names()) {
            Path folder = probe.path().resolve(name);
            if (depth < DEEPEST && Files.isDirectory(folder) && recognises(Probe.of(folder), depth + 1)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new LabelMeSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new LabelMeSink(folder, options);
    }
}
