package dev.copra.format.voc;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.name.NameIndex;
import dev.copra.format.text.Xml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Makes the file of XML of an image; any thread may. */
final class VocAnnotationWriter {
    private final VocObjects objects;

    VocAnnotationWriter(boolean zeroBased) {
        objects = new VocObjects(NameIndex.of(List.of()), zeroBased);
    }

    /** An instance that has a box, and the name of its category. */
    record Named(Instance instance, String category) {}

    /** Where the file of an image goes. @param stem the image's name without its end */
    static String file(String stem) {
        return "Annotations/" + stem + ".xml";
    }

    /** The file of an image. @param segmented whether the objects are in the pictures of segments, too */
    byte[] text(DatasetImage image, List<Named> instances, boolean segmented, Losses losses) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
        Xml.write(out, xml -> write(xml, image, instances, segmented, losses));
        return out.toByteArray();
    }

    private void write(XMLStreamWriter xml, DatasetImage image, List<Named> instances, boolean segmented, Losses losses)
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
