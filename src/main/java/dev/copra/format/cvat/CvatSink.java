package dev.copra.format.cvat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ClassList;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.text.Xml;
import dev.copra.io.TemporaryFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes CVAT for images. The images go to a temporary file, for the head of the document lists the attributes of each label, which are
 * known only at the end.
 */
final class CvatSink implements DatasetSink {
    private final OutputStream out;
    private final WriteOptions options;
    private final Losses losses;
    private final ImageFolder images;
    private final FileChannel spool;
    private final OutputStream spooled;
    private final Set<Long> ids = new HashSet<>();
    private long nextId;
    private ClassList classes;
    private ShapeElements shapes;
    private LabelElements labels;

    CvatSink(OutputStream out, WriteOptions options) throws IOException {
        this.out = out;
        this.options = options;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
        losses = new Losses(
                options.ledger(),
                Loss.MASK,
                Loss.LINE,
                Loss.CROWD,
                Loss.SCORE,
                Loss.TRACK,
                Loss.ATTRIBUTES,
                Loss.EXTRAS,
                Loss.KEYPOINTS,
                Loss.ROTATION,
                Loss.IMAGE_ID,
                Loss.SPLIT);
        spool = TemporaryFile.open();
        spooled = new BufferedOutputStream(Channels.newOutputStream(spool), 1 << 16);
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        NameIndex.countShared(catalog, losses);
        classes = new ClassList(catalog, options.classes());
        labels = new LabelElements(catalog.categories());
        for (DatasetCategory category : catalog.categories()) {
            if (!LabelElements.name(category).equals(category.name())) {
                losses.ledger().lose(Loss.CATEGORY_NAME, "category " + category.name());
            }
        }
        shapes = new ShapeElements(catalog.categories(), labels, options.encoding(), losses);
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        // without a size, only what needs the pixels cannot be written, and that is counted
        DatasetImage written = images.sizedIfKnown(image);
        long id = id(image);
        if (!written.hasSize()) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        Xml.write(spooled, xml -> write(xml, written, id, instances));
    }

    private long id(DatasetImage image) {
        Id own = image.id();
        if (own.isLong() && own.isWhole() && own.number() >= 0 && ids.add(own.number())) {
            return own.number();
        }
        if (own.present()) {
            losses.ledger().lose(Loss.IMAGE_ID, image.fileName());
        }
        while (!ids.add(nextId)) {
            nextId++;
        }
        return nextId;
    }

    private void write(XMLStreamWriter xml, DatasetImage image, long id, List<Instance> instances)
            throws XMLStreamException {
        xml.writeCharacters("  ");
        xml.writeStartElement("image");
        xml.writeAttribute("id", Long.toString(id));
        xml.writeAttribute("name", Xml.clean(image.fileName()));
        if (!image.split().isEmpty()) {
            xml.writeAttribute("subset", Xml.clean(image.split()));
        }
        xml.writeAttribute("width", Integer.toString(image.width()));
        xml.writeAttribute("height", Integer.toString(image.height()));
        xml.writeCharacters("\n");
        tags(xml, image);
        int group = 0;
        for (Instance instance : instances) {
            if (classes.index(instance.category()) < 0 || !ShapeElements.isShown(instance)) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
            } else {
                group += shapes.write(xml, image, instance, group + 1) ? 1 : 0;
            }
        }
        xml.writeCharacters("  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private void tags(XMLStreamWriter xml, DatasetImage image) throws XMLStreamException {
        boolean kept = image.extras().size() <= 1;
        JsonNode tags = image.extras().get("tags");
        if (tags == null || !tags.isArray()) {
            kept = image.extras().isEmpty();
        } else {
            for (JsonNode tag : tags) {
                kept &= tag.isTextual();
                xml.writeCharacters("    ");
                xml.writeEmptyElement("tag");
                xml.writeAttribute("label", Xml.clean(tag.asText()));
                xml.writeAttribute("source", "manual");
                xml.writeCharacters("\n");
            }
        }
        if (!kept) {
            losses.ledger().lose(Loss.EXTRAS, image.fileName());
        }
    }

    @Override
    public void finish() throws IOException {
        spooled.flush();
        Xml.write(out, xml -> {
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("annotations");
            xml.writeCharacters("\n");
            Xml.line(xml, "  ", "version", "1.1");
            labels.write(xml, classes);
        });
        TemporaryFile.read(spool).transferTo(out);
        out.write("</annotations>\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
