package dev.copra.format.voc;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pascal VOC, masks. */
public final class VocSegmentFormat implements FolderFormat {
    @Override
    public String name() {
        return "voc-segment";
    }

    @Override
    public String title() {
        return "Pascal VOC, masks in indexed PNGs";
    }

    @Override
    public String specification() {
        return "http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html";
    }

    @Override
    public String keeps() {
        return "masks pixel for pixel where they do not overlap, boxes, attributes, splits; up to 254 objects an image";
    }

    @Override
    public String layout() {
        return """
                SegmentationObject/a.png         each pixel's object from 1; 0 is background, 255 belongs to nothing
                SegmentationClass/a.png          each pixel's class from 1
                Annotations/a.xml                the objects with their boxes, in the order of their numbers
                ImageSets/Segmentation/train.txt names of images without ends; default.txt if there are no splits
                JPEGImages/a.jpg                 with --copy-images or --link-images
                labelmap.txt                     names and colours of the categories; without it, those of VOC 2012""";
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.contains("SegmentationObject") || probe.contains("SegmentationClass");
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        if (!Files.isDirectory(input)) {
            throw new FileSystemException(
                    input.toString(), null, "name the folder that has the folder SegmentationObject");
        }
        return new VocSegmentSource(VocFolder.of(input), options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new VocSegmentSink(folder, options);
    }
}
