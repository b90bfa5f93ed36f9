package dev.copra.format.labelme;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.IndexedSource;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameIndex;
import dev.copra.format.name.NameTable;
import dev.copra.format.name.Splits;
import dev.copra.format.region.PixelOwners;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.AttributeText;
import dev.copra.format.text.Xml;
import dev.copra.format.text.XmlElement;
import dev.copra.image.LabelPng;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a file of XML an image. The files are read twice: what the categories are is known only after the last one. */
final class LabelMeXmlSource implements IndexedSource {
    /** Elements of an object that are texts and become attributes. */
    private static final List<String> TEXTS = List.of("date", "viewpoint");

    private static final List<String> FLAGS = List.of("verified", "occluded", "crop");

    /** The folder of the annotations, absolute. */
    private final Path root;
    /** The folder of the images, absolute. */
    private final Path pictures;

    private final List<Path> files;
    private final ReadOptions options;
    private final ImageFolder images;
    private final NameIndex names;

    LabelMeXmlSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        Path absolute = input.toAbsolutePath().normalize();
        Path folder = Files.isDirectory(input) ? absolute : absolute.getParent();
        boolean ofServer = Files.isDirectory(folder.resolve("Annotations"));
        root = ofServer ? folder.resolve("Annotations") : folder;
        pictures = ofServer && Files.isDirectory(folder.resolve("Images")) ? folder.resolve("Images") : root;
        files = Files.isDirectory(input) ? ImageNames.files(root, ".xml") : List.of(absolute);
        images = ImageFolder.of(options);
        TreeSet<String> met = new TreeSet<>();
        for (Path file : files) {
            try {
                for (XmlElement object : Xml.read(file).children()) {
                    if (isObject(object) && object.text("name") != null) {
                        met.add(object.text("name"));
                    }
                }
            } catch (AnnotationException e) {
                // told when its image is read
                continue;
            }
        }
        names = NameIndex.of(options.classes(), met);
    }

    private static boolean isObject(XmlElement element) {
        return element.name().equals("object") && !"1".equals(element.text("deleted"));
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public Notes notes() {
        return options.notes();
    }

    @Override
    public void read(int at, Notes notes, Visitor visitor) throws IOException {
        Path file = files.get(at);
        XmlElement annotation;
        try {
            annotation = Xml.read(file);
        } catch (AnnotationException e) {
            notes.add(e);
            return;
        }
        DatasetImage image = image(annotation, file, notes);
        List<Instance> instances = new ArrayList<>();
        for (XmlElement object : annotation.children()) {
            if (isObject(object)) {
                try {
                    instances.add(instance(object, file, file + ":" + object.line()));
                } catch (AnnotationException e) {
                    notes.add(e);
                }
            }
        }
        visitor.image(image, instances);
    }

    /** The image lies where its file does, below the folder of the images; what the file calls its folder is that of the server. */
    private DatasetImage image(XmlElement annotation, Path file, Notes notes) throws IOException {
        String xml = ImageNames.name(root, file);
        String stated = annotation.text("filename");
        String last =
                stated == null ? "" : stated.substring(stated.replace('\\', '/').lastIndexOf('/') + 1);
        String folder = xml.substring(0, xml.lastIndexOf('/') + 1);
        String name = folder + (last.isEmpty() ? NameTable.stem(xml.substring(folder.length())) + ".jpg" : last);
        int slash = name.indexOf('/');
        String split = slash > 0 && Splits.NAMES.contains(name.substring(0, slash)) ? name.substring(0, slash) : "";
        DatasetImage image = new DatasetImage(Id.NONE, split.isEmpty() ? name : name.substring(slash + 1), split, 0, 0)
                .withFolder(split.isEmpty() ? pictures : pictures.resolve(split));
        XmlElement size = annotation.child("imagesize");
        return images.sizedIfKnown(Plausible.sized(
                image, side(size, "ncols"), side(size, "nrows"), options.maxPixels(), notes, file.toString()));
    }

    private static int side(XmlElement size, String name) {
        String text = size == null ? null : size.text(name);
        return text != null && text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    }

    private Instance instance(XmlElement object, Path file, String place) throws IOException, AnnotationException {
        String name = object.text("name");
        if (name == null) {
            throw new AnnotationException("labelme-name", place, "the object has no name");
        }
        Instance.Builder instance = Instance.builder().category(names.position(name));
        XmlElement polygon = object.child("polygon");
        XmlElement segment = object.child("segm");
        if (polygon != null) {
            double[] ring = ring(polygon, place);
            if ("bounding_box".equals(object.text("type"))) {
                instance.box(Regions.bounds(new Region.Line(ring)));
            } else {
                instance.region(new Region.Rings(List.of(ring)));
            }
        } else if (segment != null && segment.text("mask") != null) {
            instance.region(new Region.Raster(mask(segment.text("mask"), file, place)));
        } else {
            throw new AnnotationException("labelme-shape", place, "the object has neither a polygon nor a mask");
        }
        attributes(object, polygon != null ? polygon : segment, instance);
        return instance.build();
    }

    private static double[] ring(XmlElement polygon, String place) throws AnnotationException {
        List<XmlElement> points = polygon.children().stream()
                .filter(child -> child.name().equals("pt"))
                .toList();
        if (points.size() < 3) {
            throw new AnnotationException(
                    "labelme-polygon", place, "the polygon has " + points.size() + " vertices, and needs 3");
        }
        double[] ring = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            ring[2 * i] = number(points.get(i), "x", place);
            ring[2 * i + 1] = number(points.get(i), "y", place);
        }
        return ring;
    }

    private static double number(XmlElement point, String name, String place) throws AnnotationException {
        String text = point.text(name);
        double value = Plausible.position(text);
        if (Double.isNaN(value)) {
            throw new AnnotationException("labelme-number", place, "'" + text + "' is not a number for " + name);
        }
        return value;
    }

    /** All pixels of a picture that are not black. */
    private Rle mask(String name, Path file, String place) throws IOException, AnnotationException {
        Path folder = file.resolveSibling("Masks");
        try {
            Path picture = folder.resolve(name).normalize();
            if (!picture.startsWith(folder)) {
                throw new AnnotationException("mask-file", place, name + " lies outside of the folder");
            }
            LabelPng mask = LabelPng.read(picture, options.maxPixels());
            Map<Integer, Rle> pixels = PixelOwners.masks(mask.values(), mask.width(), mask.height());
            return pixels.getOrDefault(0, Rle.empty(mask.height(), mask.width()))
                    .complement();
        } catch (InvalidPathException e) {
            throw new AnnotationException("mask-file", place, "this is no name of a file: " + name);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new AnnotationException("mask-file", place, "its mask " + name + " is not in " + folder);
        } catch (FileSystemException e) {
            throw new AnnotationException("mask-file", place, e.getFile() + ": " + e.getReason()).with(Remedy.of(e));
        }
    }

    private static void attributes(XmlElement object, XmlElement shape, Instance.Builder instance) {
        for (String flag : FLAGS) {
            String text = object.text(flag);
            if (text != null && (text.equals("1") || text.equals("yes"))) {
                instance.attribute(flag, BooleanNode.TRUE);
            }
        }
        for (String name : TEXTS) {
            text(object, name, instance);
        }
        text(shape, "username", instance);
        XmlElement parts = object.child("parts");
        if (parts != null
                && !(text(parts, "hasparts").isEmpty()
                        && text(parts, "ispartof").isEmpty())) {
            // the numbers of other objects, which mean nothing without its own
            text(object, "id", instance);
            text(parts, "hasparts", instance);
            text(parts, "ispartof", instance);
        }
        // words, or names with values; a mark before a sign takes away its meaning
        for (String attribute : text(object, "attributes").split("(?<!\\\\),")) {
            String[] pair = attribute.strip().split("(?<!\\\\)=", 2);
            if (!pair[0].isEmpty()) {
                instance.attribute(
                        plain(pair[0]),
                        pair.length == 1
                                ? BooleanNode.TRUE
                                : AttributeText.parse(plain(pair[1].replaceAll("^\"(.*)\"$", "$1"))));
            }
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static String text(XmlElement element, String name) {
        String text = element.text(name);
        return text == null ? "" : text;
    }

    private static void text(XmlElement element, String name, Instance.Builder instance) {
        if (!text(element, name).isEmpty()) {
            instance.attribute(name, TextNode.valueOf(text(element, name)));
        }
    }
}
