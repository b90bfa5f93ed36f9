package dev.copra.format.voc;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.Losses;
import dev.copra.format.NameIndex;
import dev.copra.format.NameTable;
import dev.copra.format.Xml;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a file of XML for an image. */
final class VocAnnotationWriter {
    private final OutputFolder folder;
    private final Losses losses;
    private final VocObjects objects;

    VocAnnotationWriter(OutputFolder folder, Losses losses, boolean zeroBased) {
        this.folder = folder;
        this.losses = losses;
        objects = new VocObjects(NameIndex.of(List.of()), zeroBased);
    }

    /** An instance that has a box, and the name of its category. */
    record Named(Instance instance, String category) {}

    /** @param segmented whether the objects are in the pictures of segments, too */
    void write(DatasetImage image, List<Named> instances, boolean segmented) throws IOException {
        try (OutputStream out = folder.create("Annotations/" + NameTable.stem(image.fileName()) + ".xml")) {
            Xml.write(out, xml -> write(xml, image, instances, segmented));
        }
    }

    private void write(XMLStreamWriter xml, DatasetImage image, List<Named> instances, boolean segmented)
            throws XMLStreamException {
        xml.writeStartElement("annotation");
        xml.writeCharacters("\n");
        Xml.line(xml, "  ", "folder", "JPEGImages");
        Xml.line(xml, "  ", "filename", image.fileName());
        xml.writeCharacters("  ");
        xml.writeStartElement("size");
        xml.writeCharacters("\n");
        Xml.line(xml, "    ", "width", Integer.toString(image.width()));
        Xml.line(xml, "    ", "height", Integer.toString(image.height()));
        Xml.line(xml, "    ", "depth", "3");
        xml.writeCharacters("  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        Xml.line(xml, "  ", "segmented", segmented ? "1" : "0");
        for (Named named : instances) {
            if (VocObjects.isRounded(named.instance().around())) {
                losses.ledger().lose(Loss.PRECISION, image, named.instance());
            }
            objects.write(xml, named.category(), image, named.instance(), losses);
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }
}
