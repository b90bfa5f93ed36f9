package dev.copra.format.voc;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.ImageFolder;
import dev.copra.format.ImageNames;
import dev.copra.format.NameIndex;
import dev.copra.format.NameTable;
import dev.copra.format.ReadOptions;
import dev.copra.format.Xml;
import dev.copra.format.XmlElement;
import dev.copra.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;

/** Reads a file of XML an image. The files are read twice: what the categories are is known only after the last one. */
final class VocSource implements DatasetSource {
    private final VocFolder folder;
    private final ReadOptions options;
    private final List<Path> files;
    private final Map<String, String> splits;
    private final ImageFolder images;
    private final NameIndex names;
    private Map<String, String> byStem;

    VocSource(VocFolder folder, ReadOptions options) throws IOException {
        this.folder = folder;
        this.options = options;
        files = folder.file() != null ? List.of(folder.file()) : ImageNames.files(folder.annotations(), ".xml");
        splits = folder.splits("Main");
        images = new ImageFolder(options.images() != null ? options.images() : folder.images(), options.maxPixels());
        Collection<String> met = new TreeSet<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (XmlElement object : Xml.read(in).children()) {
                    if (object.name().equals("object") && object.text("name") != null) {
                        met.add(object.text("name"));
                    }
                }
            } catch (XMLStreamException e) {
                // told when its image is read
                continue;
            }
        }
        List<String> known = options.classes();
        names = NameIndex.of(known.isEmpty() ? folder.labels().names() : known, met);
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Path file : files) {
            XmlElement annotation;
            try (InputStream in = Files.newInputStream(file)) {
                annotation = Xml.read(in);
            } catch (XMLStreamException e) {
                options.problems()
                        .add(new AnnotationException(
                                "xml", Xml.place(file.toString(), e), Xml.message(e) + "; the file is left out"));
                continue;
            }
            if (!annotation.name().equals("annotation")) {
                options.problems()
                        .add(new AnnotationException(
                                "voc-annotation",
                                file + ":" + annotation.line(),
                                "the file has an element " + annotation.name() + ", not annotation; it is left out"));
                continue;
            }
            read(annotation, file, visitor);
        }
    }

    private void read(XmlElement annotation, Path file, Visitor visitor) throws IOException {
        String stem = NameTable.stem(ImageNames.name(folder.annotations().toAbsolutePath(), file.toAbsolutePath()));
        String name = imageName(annotation.text("filename"), stem);
        DatasetImage image = new DatasetImage(Id.NONE, name, splits.getOrDefault(stem, ""), 0, 0);
        XmlElement size = annotation.child("size");
        int width = side(size, "width");
        int height = side(size, "height");
        if (width > 0 && height > 0) {
            image = image.withSize(width, height);
        } else {
            try {
                image = images.sized(image);
            } catch (ImageException e) {
                // boxes are in pixels, so that nothing needs the size
                image = image.withSize(0, 0);
            }
        }
        VocObjects objects = new VocObjects(names, options.vocZeroBased());
        List<Instance> instances = new ArrayList<>();
        for (XmlElement object : annotation.children()) {
            if (object.name().equals("object")) {
                try {
                    instances.add(objects.read(object, file + ":" + object.line()));
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
        visitor.image(image, instances);
    }

    private static int side(XmlElement size, String name) {
        String text = size == null ? null : size.text(name);
        try {
            double side = text == null ? 0 : Double.parseDouble(text);
            return side > 0 && side <= 1 << 20 && side == Math.rint(side) ? (int) side : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The name of the image: what the file states, in the folder where the file lies; else the image of the file's own name. */
    private String imageName(String stated, String stem) throws IOException {
        if (byStem == null) {
            byStem = ImageNames.byStem(options.images() != null ? options.images() : folder.images());
        }
        if (stated == null || stated.isEmpty()) {
            return byStem.getOrDefault(stem, stem + ".jpg");
        }
        String name = stated.replace('\\', '/');
        String below =
                name.indexOf('/') >= 0 || stem.indexOf('/') < 0 ? "" : stem.substring(0, stem.lastIndexOf('/') + 1);
        // some tools leave out the end
        return ImageNames.isImage(name) ? below + name : byStem.getOrDefault(below + name, below + name);
    }
}
