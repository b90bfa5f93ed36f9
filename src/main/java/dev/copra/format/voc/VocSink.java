package dev.copra.format.voc;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.ClassList;
import dev.copra.format.Losses;
import dev.copra.format.NameIndex;
import dev.copra.format.NameTable;
import dev.copra.format.WriteOptions;
import dev.copra.format.Xml;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Box;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a file of XML an image. */
final class VocSink implements DatasetSink {
    private final OutputFolder folder;
    private final WriteOptions options;
    private final Losses losses;
    private final VocImages images;
    private final VocObjects objects;
    private List<DatasetCategory> categories;
    private ClassList classes;

    VocSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        losses = new Losses(options.ledger(), Loss.ATTRIBUTES, Loss.SPLIT);
        images = new VocImages(folder, options, losses);
        objects = new VocObjects(NameIndex.of(List.of()), options.vocZeroBased());
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        NameIndex.countShared(catalog, losses);
        categories = catalog.categories();
        classes = new ClassList(catalog, options.classes());
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        DatasetImage written = images.add(image, false);
        if (written == null) {
            return;
        }
        losses.image(image);
        if (!written.hasSize()) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        try (OutputStream out = folder.create("Annotations/" + NameTable.stem(written.fileName()) + ".xml")) {
            Xml.write(out, xml -> write(xml, written, instances));
        }
    }

    private void write(XMLStreamWriter xml, DatasetImage image, List<Instance> instances) throws XMLStreamException {
        String name = image.fileName();
        xml.writeStartElement("annotation");
        xml.writeCharacters("\n");
        Xml.line(xml, "  ", "folder", "JPEGImages");
        Xml.line(xml, "  ", "filename", name);
        xml.writeCharacters("  ");
        xml.writeStartElement("size");
        xml.writeCharacters("\n");
        Xml.line(xml, "    ", "width", Integer.toString(image.width()));
        Xml.line(xml, "    ", "height", Integer.toString(image.height()));
        Xml.line(xml, "    ", "depth", "3");
        xml.writeCharacters("  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        Xml.line(xml, "  ", "segmented", "0");
        for (Instance instance : instances) {
            Box box = instance.around();
            if (box == null || classes.index(instance.category()) < 0) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            losses.instance(image, instance);
            losses.area(image, instance, box.width() * box.height());
            if (VocObjects.isRounded(box)) {
                losses.ledger().lose(Loss.PRECISION, image, instance);
            }
            objects.write(xml, categories.get(instance.category()).name(), box, image, instance, losses);
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    @Override
    public void finish() throws IOException {
        images.finish("Main", classes.names());
    }
}
