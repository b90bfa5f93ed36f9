package dev.copra.format.via;

import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOnlyFormat;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.StreamFormat;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.Path;

/** VIA 3: files, views and their metadata. */
public final class Via3Format implements ReadOnlyFormat, StreamFormat {
    @Override
    public String name() {
        return "via3";
    }

    @Override
    public String title() {
        return "VIA 3, the VGG Image Annotator";
    }

    @Override
    public String specification() {
        return "https://gitlab.com/vgg/via/-/blob/master/via-3.x.y/CodeDoc.md";
    }

    @Override
    public String whyReadOnly() {
        return "via, the format of VIA 2, holds the same of images";
    }

    @Override
    public String keeps() {
        return "boxes, circles and ellipses as polygons, polygons, lines, points, attributes; of images, not of video and sound";
    }

    @Override
    public String layout() {
        return """
                one project:
                {"project": {"vid_list": ["1"]}, "file": {"1": {"fname": "a.jpg", "type": 2}}, "view": {"1": {"fid_list": [1]}},
                 "attribute": {"1": {"aname": "class", "type": 4, "options": {"0": "cat"}}},
                 "metadata": {"1_x": {"vid": "1", "z": [], "xy": [2, 10, 20, 30, 40], "av": {"1": "0"}}}}
                xy begins with the shape: 1 point, 2 rectangle, 3 circle, 4 ellipse, 5 line, 6 polyline, 7 polygon""";
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.first() == '{' && probe.hasMember("vid_list") && probe.hasMember("project");
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return open(Input.file(input), options);
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new Via3Source(input, options);
    }
}
