package dev.copra.format.voc;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FolderFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Input;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Pascal VOC, boxes. */
public final class VocFormat implements FolderFormat {
    @Override
    public String name() {
        return "voc";
    }

    @Override
    public String title() {
        return "Pascal VOC, boxes in a file of XML an image";
    }

    @Override
    public String specification() {
        return "http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html";
    }

    @Override
    public String keeps() {
        return "boxes, attributes, sizes, splits, images without an instance";
    }

    @Override
    public String layout() {
        return """
                Annotations/a.xml           <annotation><filename>a.jpg</filename><size>...</size><object>
                                              <name>cat</name><bndbox><xmin>1</xmin>...</bndbox></object></annotation>
                                            boxes count pixels from 1, the last one included; --voc-zero-based: corners from 0
                ImageSets/Main/train.txt    names of images without ends; default.txt if there are no splits
                JPEGImages/a.jpg            with --copy-images or --link-images
                labelmap.txt                names of the categories""";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        if (!probe.isFolder()) {
            return probe.endsWith(".xml") && isAnnotation(probe.start());
        }
        Path file = firstAnnotation(probe);
        if (file == null) {
            return probe.contains("Annotations") && probe.contains("ImageSets/Main");
        }
        try (InputStream in = Input.file(file).open()) {
            return isAnnotation(new String(in.readNBytes(1 << 12), StandardCharsets.UTF_8));
        }
    }

    private static Path firstAnnotation(Probe probe) throws IOException {
        for (String folder : VocFolder.ANNOTATIONS) {
            Path file = probe.firstFile(folder, ".xml");
            if (file != null) {
                return file;
            }
        }
        return probe.firstFile("", ".xml");
    }

    private static boolean isAnnotation(String start) {
        return start.contains("<annotation>") || start.contains("<annotation ");
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new VocSource(VocFolder.of(input), options);
    }

    @Override
    public DatasetSink sink(OutputFolder folder, WriteOptions options) {
        return new VocSink(folder, options);
    }
}
