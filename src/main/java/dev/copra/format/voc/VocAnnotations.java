package dev.copra.format.voc;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameIndex;
import dev.copra.format.name.NameTable;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.Xml;
import dev.copra.format.text.XmlElement;
import dev.copra.image.ImageException;
import dev.copra.run.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads files of XML, each of which has the annotations of an image. */
final class VocAnnotations {
    private final VocFolder folder;
    private final ReadOptions options;
    private final ImageFolder images;
    /** The folder of the files, absolute. */
    private final Path base;

    private Map<String, String> byStem;

    VocAnnotations(VocFolder folder, ReadOptions options) {
        this.folder = folder;
        this.options = options;
        base = folder.annotations().toAbsolutePath();
        images = new ImageFolder(options.images() != null ? options.images() : folder.images(), options.maxPixels());
    }

    /** The name of a file in the folder of all, without its end. */
    String stem(Path file) {
        return NameTable.stem(ImageNames.name(base, file.toAbsolutePath()));
    }

    /**
     * An image with what its file says.
     *
     * @param objects in the file's order; null for those that are bad, which has been told
     */
    record Annotation(DatasetImage image, List<Instance> objects) {}

    /** The names of the categories that files have. Files that cannot be read are passed over. */
    static Set<String> categories(List<Path> files) throws IOException {
        Set<String> names = ConcurrentHashMap.newKeySet();
        Workers.run(Workers.available(), files.size(), worker -> at -> {
            try {
                for (XmlElement object : Xml.read(files.get(at)).children()) {
                    if (object.name().equals("object") && object.text("name") != null) {
                        names.add(object.text("name"));
                    }
                }
            } catch (AnnotationException e) {
                // told when its image is read
                return;
            }
        });
        return names;
    }

    /** Reads a file; any thread may. @return null if it cannot be read, which has been told */
    Annotation read(Path file, NameIndex names, String split, Notes notes) throws IOException {
        XmlElement annotation;
        try {
            annotation = Xml.read(file);
        } catch (AnnotationException e) {
            notes.add(e);
            return null;
        }
        if (!annotation.name().equals("annotation")) {
            notes.add(new AnnotationException(
                    "voc-annotation",
                    file + ":" + annotation.line(),
                    "the file has an element " + annotation.name() + ", not annotation; it is left out"));
            return null;
        }
        String stem = stem(file);
        DatasetImage image = sized(
                new DatasetImage(Id.NONE, imageName(annotation.text("filename"), stem), split, 0, 0)
                        .withFolder(folder.images()),
                annotation.child("size"),
                file + ":" + annotation.line(),
                notes);
        VocObjects objects = new VocObjects(names, options.vocZeroBased());
        List<Instance> instances = new ArrayList<>();
        for (XmlElement object : annotation.children()) {
            if (object.name().equals("object")) {
                Instance instance = null;
                try {
                    instance = objects.read(object, file + ":" + object.line());
                } catch (AnnotationException e) {
                    notes.add(e);
                }
                instances.add(instance);
            }
        }
        return new Annotation(image, instances);
    }

    /** The size that the file states, else that of the image. Boxes are in pixels, so that nothing needs it. */
    private DatasetImage sized(DatasetImage image, XmlElement size, String place, Notes notes) throws IOException {
        int width = side(size, "width");
        int height = side(size, "height");
        if (width > 0 && height > 0) {
            return Plausible.sized(image, width, height, options.maxPixels(), notes, place);
        }
        try {
            return images.sized(image);
        } catch (ImageException e) {
            return image;
        }
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
    String imageName(String stated, String stem) throws IOException {
        if (stated == null || stated.isEmpty()) {
            return byStem().getOrDefault(stem, stem + ".jpg");
        }
        String name = stated.replace('\\', '/');
        String below =
                name.indexOf('/') >= 0 || stem.indexOf('/') < 0 ? "" : stem.substring(0, stem.lastIndexOf('/') + 1);
        // some tools leave out the end
        return ImageNames.isImage(name) ? below + name : byStem().getOrDefault(below + name, below + name);
    }

    private synchronized Map<String, String> byStem() throws IOException {
        if (byStem == null) {
            byStem = ImageNames.byStem(options.images() != null ? options.images() : folder.images());
        }
        return byStem;
    }
}
