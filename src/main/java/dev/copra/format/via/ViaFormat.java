package dev.copra.format.via;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;

/** VIA 2, and the files of VIA 1: regions by image, with attributes. */
public final class ViaFormat implements FileFormat {
    /** The member of a project that has the images. */
    static final String IMAGES = "_via_img_metadata";

    @Override
    public String name() {
        return "via";
    }

    @Override
    public String title() {
        return "VIA 2, the VGG Image Annotator";
    }

    @Override
    public String specification() {
        return "https://www.robots.ox.ac.uk/~vgg/software/via/";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel as one polygon each, boxes, lines, crowds, scores, ids, tracks, attributes, sizes";
    }

    @Override
    public String layout() {
        return """
                one project a split; the annotations that VIA exports as JSON or CSV are read, too:
                {"_via_img_metadata": {"a.jpg-1": {"filename": "a.jpg", "size": -1, "file_attributes": {}, "regions": [
                  {"shape_attributes": {"name": "rect", "x": 10, "y": 20, "width": 30, "height": 40},
                   "region_attributes": {"class": "cat"}}]}},
                 "_via_attributes": {"region": {"class": {"type": "dropdown", "options": {"cat": ""}}}}}
                shapes are rect, circle, ellipse, polygon, polyline and point; the category is the attribute class, label,
                category, type or name, else the first one with options, else the first one""";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.first() == '{'
                ? probe.hasMember(IMAGES) || probe.hasMember("filename") && probe.hasMember("regions")
                : probe.start().lines().limit(1).anyMatch(line -> line.contains(ViaImages.COLUMN));
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new ViaSource(input, options);
    }

    @Override
    public DatasetSink sink(OutputStream out, WriteOptions options) {
        return new ViaSink(out, options);
    }
}
