package dev.copra.format.openimages;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.openimages.ImageTable.Row;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.NumberTexts;
import dev.copra.format.text.TextFile;
import dev.copra.image.ImageException;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the tables split by split, and in each image by image: what of an image stands in several tables comes together. */
final class OpenImagesSource implements DatasetSource {
    private static final Set<String> KEPT_OF_BOXES = Set.of(
            "imageid",
            "source",
            "labelname",
            "confidence",
            "xmin",
            "xmax",
            "ymin",
            "ymax",
            "isoccluded",
            "istruncated",
            "isgroupof",
            "isdepiction",
            "isinside");

    private final ReadOptions options;
    private final OpenTables tables;
    private final OpenClasses classes;
    private final MaskFiles masks;
    private final PictureFiles pictures;

    /** A row of a box that no mask belongs to yet. */
    private record Open(String label, double[] fractions, Instance.Builder instance) {}

    OpenImagesSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        Path root = Files.isDirectory(input) ? input : input.toAbsolutePath().getParent();
        masks = new MaskFiles(root, options.maxPixels());
        pictures = new PictureFiles(root, options.images());
        tables = new OpenTables(input, options.ledger());
        if (tables.splits().isEmpty()) {
            throw new FileSystemException(input.toString(), null, "there is no table of boxes or masks");
        }
        TreeSet<String> met = new TreeSet<>();
        for (OpenTables.Split split : tables.splits().values()) {
            for (ImageTable table : split.all()) {
                boolean hasLabels = !split.list().contains(table);
                table.index(row -> {
                    if (hasLabels && !row.get("LabelName").isEmpty() && isText(row)) {
                        met.add(row.get("LabelName"));
                    }
                });
            }
            for (ImageTable table : split.boxes()) {
                List<String> rest = table.header().stream()
                        .filter(c -> !KEPT_OF_BOXES.contains(c.strip().toLowerCase(Locale.ROOT)))
                        .toList();
                if (!rest.isEmpty()) {
                    options.ledger().lose(Loss.EXTRAS, table.file() + ": the columns " + String.join(", ", rest));
                }
            }
        }
        classes = new OpenClasses(names(tables.classes(), options), met);
    }

    /** The names of classes by label. */
    private static Map<String, String> names(Path file, ReadOptions options) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        if (file == null) {
            return names;
        }
        int number = 0;
        for (String line : TextFile.lines(file)) {
            number++;
            int comma = line.indexOf(',');
            String name = line.substring(comma + 1);
            if (comma > 0 && !line.toLowerCase(Locale.ROOT).equals("labelname,displayname")) {
                // a name may be in quotes, in which two stand for one
                boolean isQuoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
                names.putIfAbsent(
                        line.substring(0, comma).strip(),
                        isQuoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name);
            } else if (comma <= 0 && !line.isBlank()) {
                options.problems()
                        .add(new AnnotationException(
                                "openimages-class", file + ":" + number, "the line is no label and name of a class"));
            }
        }
        return names;
    }

    /** Whether a row was in UTF-8. */
    private static boolean isText(Row row) {
        for (String value : row.values()) {
            if (value != null && value.indexOf('\uFFFD') >= 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(Row row) throws AnnotationException {
        if (!isText(row)) {
            throw new AnnotationException(
                    "encoding",
                    row.place(),
                    "the row is not UTF-8; convert the file, for example with iconv -f CP1252 -t UTF-8");
        }
    }

    @Override
    public Catalog catalog() {
        return classes.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Map.Entry<String, OpenTables.Split> entry : tables.splits().entrySet()) {
            List<ImageTable> all = entry.getValue().all();
            for (int t = 0; t < all.size(); t++) {
                List<ImageTable> before = all.subList(0, t);
                all.get(t).firstRows(row -> {
                    if (before.stream().noneMatch(table -> table.has(row.image()))) {
                        image(entry.getKey(), entry.getValue(), row, visitor);
                    }
                });
            }
        }
    }

    private void image(String split, OpenTables.Split from, Row first, Visitor visitor) throws IOException {
        String id = first.image();
        if (id.isEmpty()) {
            options.problems()
                    .add(new AnnotationException("openimages-image", first.place(), "the row has no ImageID"));
            return;
        }
        boolean hasRows = from.boxes().stream().anyMatch(table -> table.has(id))
                || from.masks().stream().anyMatch(table -> table.has(id));
        DatasetImage image;
        try {
            check(first);
            image = sized(split, from.list().contains(first.table()) ? first : null, id, hasRows);
        } catch (AnnotationException e) {
            options.problems().add(e);
            return;
        } catch (ImageException e) {
            options.problems()
                    .add(new AnnotationException(
                            e.code(),
                            first.place(),
                            "the boxes of " + id + " are fractions of its size: " + e.getMessage()));
            return;
        }
        visitor.image(image, hasRows ? instances(split, from, id, image) : List.of());
    }

    /** @param listed the image's row in Copra's own table, or null */
    private DatasetImage sized(String split, Row listed, String id, boolean hasRows)
            throws IOException, ImageException {
        PictureFiles.Picture picture = pictures.find(split, id);
        DatasetImage image = new DatasetImage(Id.NONE, picture.name(), split, 0, 0);
        if (listed != null) {
            String name = listed.get("FileName");
            image = new DatasetImage(id(listed.get("Id")), name.isEmpty() ? picture.name() : name, split, 0, 0);
            image = Plausible.sized(
                    image, side(listed.get("Width")), side(listed.get("Height")), options, listed.place());
        }
        if (picture.file() != null && picture.file().endsWith(image.fileName())) {
            image = image.withFolder(picture.folder(image.fileName()));
        }
        if (image.hasSize()) {
            return image;
        }
        if (picture.file() != null) {
            return ImageFolder.sized(image, picture.file(), options.maxPixels());
        }
        if (!hasRows) {
            return image;
        }
        return new ImageFolder(options.images(), options.maxPixels()).sized(image);
    }

    private static int side(String text) {
        return NumberTexts.isWhole(text) ? Integer.parseInt(text) : 0;
    }

    private static Id id(String text) {
        try {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            JsonValues.tree(json, 0, json.length);
            return text.isEmpty() ? Id.NONE : Id.parse(json, 0, json.length);
        } catch (IOException | NumberFormatException e) {
            return Id.of(text);
        }
    }

    private List<Instance> instances(String split, OpenTables.Split from, String id, DatasetImage image)
            throws IOException {
        List<Instance.Builder> all = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (ImageTable table : from.boxes()) {
            for (Row row : table.rows(id)) {
                try {
                    check(row);
                    double[] fractions = OpenRows.fractions(row, "");
                    Instance.Builder instance = instance(row, fractions, image);
                    OpenRows.values(row, instance);
                    all.add(instance);
                    open.add(new Open(row.get("LabelName"), fractions, instance));
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
        for (ImageTable table : from.masks()) {
            for (Row row : table.rows(id)) {
                try {
                    check(row);
                    mask(row, split, image, open, all);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
        return all.stream().map(Instance.Builder::build).toList();
    }

    private Instance.Builder instance(Row row, double[] fractions, DatasetImage image) throws AnnotationException {
        String label = row.get("LabelName");
        if (label.isEmpty()) {
            throw new AnnotationException("openimages-class", row.place(), "the row has no LabelName");
        }
        return Instance.builder().category(classes.position(label)).box(OpenRows.box(fractions, image));
    }

    /** Gives a mask to the nearest box that has none yet, or else makes it an instance of its own. */
    private void mask(Row row, String split, DatasetImage image, List<Open> open, List<Instance.Builder> all)
            throws AnnotationException {
        double[] fractions = OpenRows.fractions(row, "Box");
        MaskFiles.Mask mask =
                masks.read(row.get("MaskPath"), row.table(), split, image.width(), image.height(), row.place());
        Open nearest = null;
        double best = Double.POSITIVE_INFINITY;
        for (Open box : open) {
            double distance = OpenRows.distance(box.fractions(), fractions);
            if (distance < best && box.label().equals(row.get("LabelName"))) {
                nearest = box;
                best = distance;
            }
        }
        Instance.Builder instance;
        if (nearest == null) {
            instance = instance(row, fractions, image);
            all.add(instance);
        } else {
            instance = nearest.instance();
            open.remove(nearest);
        }
        instance.region(new Region.Raster(mask.rle()));
        OpenRows.maskValues(row, instance);
        if (mask.scaled()) {
            Ledger ledger = options.ledger();
            ledger.lose(Loss.PIXELS, image, instance.build());
        }
    }

    @Override
    public void close() throws IOException {
        tables.close();
    }
}
