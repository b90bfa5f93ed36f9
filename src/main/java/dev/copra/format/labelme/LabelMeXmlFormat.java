package dev.copra.format.labelme;

import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOnlyFormat;
import dev.copra.format.contract.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The XML of the first LabelMe, that of MIT, which CVAT and Datumaro write, too. */
public final class LabelMeXmlFormat implements ReadOnlyFormat {
    private static final int DEEPEST = 2;

    @Override
    public String name() {
        return "labelme-xml";
    }

    @Override
    public String title() {
        return "LabelMe of MIT, a file of XML an image";
    }

    @Override
    public String specification() {
        return "https://github.com/CSAILVision/LabelMeAnnotationTool";
    }

    @Override
    public String keeps() {
        return "polygons, boxes, masks whose files are there, attributes, splits as folders; what is marked as deleted is left out";
    }

    @Override
    public String layout() {
        return """
                a.xml                 <annotation><filename>a.jpg</filename><folder>street</folder><object><name>car</name>
                                        <deleted>0</deleted><polygon><username>me</username><pt><x>10</x><y>20</y></pt>...
                                        </polygon></object><imagesize><nrows>480</nrows><ncols>640</ncols></imagesize>
                                        </annotation>
                a.jpg
                Masks/a_mask_1.png    the pixels of an object that has <segm><mask>a_mask_1.png</mask></segm>
                or Annotations/street/a.xml and Images/street/a.jpg, as the server has them""";
    }

    @Override
    public String whyReadOnly() {
        return "what reads it reads other formats as well, which keep more";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
        return probe.isFolder() ? recognises(probe, 0) : isAnnotation(probe);
    }

    private static boolean recognises(Probe probe, int depth) throws IOException {
        Path file = probe.firstFile("", ".xml");
        if (file != null) {
            return isAnnotation(Probe.of(file));
        }
        for (String name : probe.names()) {
            Path folder = probe.path().resolve(name);
            if (depth < DEEPEST && Files.isDirectory(folder) && recognises(Probe.of(folder), depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Pascal VOC has the same outermost element, and boxes and another element for the size. */
    private static boolean isAnnotation(Probe probe) {
        return probe.endsWith(".xml")
                && probe.has("<annotation>")
                && !probe.has("<bndbox>")
                && (probe.has("<imagesize>")
                        || probe.has("<pt>")
                        || probe.has("<segm>")
                        || probe.has("<sourceAnnotation>"));
    }

    @Override
    public DatasetSource open(Path input, ReadOptions options) throws IOException {
        return new LabelMeXmlSource(input, options);
    }
}
