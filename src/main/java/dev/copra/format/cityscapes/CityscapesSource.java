package dev.copra.format.cityscapes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameIndex;
import dev.copra.format.name.NameTable;
import dev.copra.format.region.PixelOwners;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.JsonFile;
import dev.copra.image.LabelPng;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the PNG of instance ids of each image, or its polygons where there is no PNG. */
final class CityscapesSource implements DatasetSource {
    /** The folder of images that belong to no split. */
    static final String NO_SPLIT = "default";

    private static final int NUMBERS = 1000;
    private static final String GROUP = "group";
    private static final String CAMERA = "_leftImg8bit";

    private final Path root;
    private final Path annotations;
    /** The end of the names of annotations before the kind of file. */
    private final String mark;

    private final ReadOptions options;
    private final CityscapesLabels labels;
    private final Map<Integer, String> namesById;
    private final NameIndex names;
    private final TreeSet<String> stems = new TreeSet<>();

    CityscapesSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        String folder = Files.isDirectory(input.resolve("gtFine")) ? "gtFine" : "gtCoarse";
        root = input;
        annotations = input.resolve(folder);
        mark = "_" + folder + "_";
        if (!Files.isDirectory(annotations)) {
            throw new FileSystemException(input.toString(), null, "there is no folder gtFine in it");
        }
        labels = CityscapesLabels.of(input);
        namesById = labels.names();
        Set<String> met = new TreeSet<>();
        for (Path file : ImageNames.files(annotations)) {
            String name = ImageNames.name(annotations, file);
            int end = name.lastIndexOf(mark);
            if (end > 0 && (name.endsWith("instanceIds.png") || name.endsWith("polygons.json"))) {
                stems.add(name.substring(0, end));
            }
        }
        for (String stem : stems) {
            if (!Files.isRegularFile(file(stem, "instanceIds.png"))) {
                try {
                    for (JsonNode object :
                            JsonFile.read(file(stem, "polygons.json")).path("objects")) {
                        met.add(name(object));
                    }
                } catch (AnnotationException e) {
                    // told when its image is read
                    continue;
                }
            }
        }
        met.remove("");
        names = NameIndex.of(options.classes().isEmpty() ? labels.ids().keySet() : options.classes(), met);
    }

    /** The name of an image without its end, and without what Cityscapes adds for its camera. */
    static String stem(String name) {
        String stem = NameTable.stem(name);
        return stem.endsWith(CAMERA) ? stem.substring(0, stem.length() - CAMERA.length()) : stem;
    }

    private Path file(String stem, String kind) {
        return annotations.resolve(stem + mark + kind);
    }

    /** The class of a polygon: cargroup is a crowd of the class car. */
    private String name(JsonNode object) {
        String label = object.path("label").asText();
        return isCrowd(label) ? label.substring(0, label.length() - GROUP.length()) : label;
    }

    private boolean isCrowd(String label) {
        return label.endsWith(GROUP)
                && labels.instances().getOrDefault(label.substring(0, label.length() - GROUP.length()), false);
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        Map<String, Map<String, String>> images = new HashMap<>();
        for (String stem : stems) {
            int slash = stem.indexOf('/');
            String folder = slash < 0 ? "" : stem.substring(0, slash);
            String below = stem.substring(slash + 1);
            try {
                JsonNode polygons = Files.isRegularFile(file(stem, "polygons.json"))
                        ? JsonFile.read(file(stem, "polygons.json"))
                        : null;
                String name = polygons == null ? "" : polygons.path("imgName").asText("");
                if (name.isEmpty()) {
                    Map<String, String> known = images.get(folder);
                    if (known == null) {
                        known = names(folder);
                        images.put(folder, known);
                    }
                    name = known.getOrDefault(below, below + CAMERA + ".png");
                }
                DatasetImage image = new DatasetImage(Id.NONE, name, folder.equals(NO_SPLIT) ? "" : folder, 0, 0)
                        .withFolder(root.resolve("leftImg8bit").resolve(folder));
                if (Files.isRegularFile(file(stem, "instanceIds.png"))) {
                    picture(image, stem, visitor);
                } else {
                    polygons(image, polygons, file(stem, "polygons.json"), visitor);
                }
            } catch (AnnotationException e) {
                options.problems().add(e);
            } catch (FileSystemException e) {
                options.problems()
                        .add(new AnnotationException(
                                        "cityscapes-png", e.getFile(), e.getReason() + "; the image is left out")
                                .with(Remedy.of(e)));
            }
        }
    }

    /** The names of the images of a split, by their stems. */
    private Map<String, String> names(String folder) throws IOException {
        Map<String, String> byStem = new HashMap<>();
        ImageNames.byStem(options.images()).values().forEach(name -> byStem.put(stem(name), name));
        ImageNames.byStem(root.resolve("leftImg8bit").resolve(folder))
                .values()
                .forEach(name -> byStem.put(stem(name), name));
        return byStem;
    }

    private void picture(DatasetImage image, String stem, Visitor visitor) throws IOException {
        Path file = file(stem, "instanceIds.png");
        LabelPng picture = LabelPng.read(file, options.maxPixels());
        Map<Integer, Rle> masks = PixelOwners.masks(picture.values(), picture.width(), picture.height());
        List<Integer> values = new ArrayList<>(masks.keySet());
        // by number, then by class; what has no number comes last
        values.sort(Comparator.comparing((Integer v) -> v < NUMBERS ? NUMBERS : v % NUMBERS)
                .thenComparing(Comparator.naturalOrder()));
        List<Instance> instances = new ArrayList<>();
        for (int value : values) {
            int id = value < NUMBERS ? value : value / NUMBERS;
            if (value == 0) {
                continue;
            }
            String name = namesById.get(id);
            if (name == null || names.position(name) < 0) {
                options.problems()
                        .add(new AnnotationException(
                                "cityscapes-class",
                                file.toString(),
                                "the instance " + value + " has the class " + id + ", which has no name; name it in "
                                        + CityscapesLabels.FILE));
                continue;
            }
            instances.add(Instance.builder()
                    .category(names.position(name))
                    .region(new Region.Raster(masks.get(value)))
                    .crowd(value < NUMBERS && labels.instances().getOrDefault(name, true))
                    .build());
        }
        visitor.image(image.withSize(picture.width(), picture.height()), instances);
    }

    /** Later polygons are drawn over those before them. */
    private void polygons(DatasetImage image, JsonNode tree, Path file, Visitor visitor)
            throws IOException, AnnotationException {
        int width = tree.path("imgWidth").asInt();
        int height = tree.path("imgHeight").asInt();
        if (width < 1 || height < 1 || (long) width * height > options.maxPixels()) {
            throw new AnnotationException(
                    "cityscapes-size", file.toString(), "imgWidth and imgHeight are no size of an image");
        }
        DatasetImage sized = image.withSize(width, height);
        JsonNode objects = tree.path("objects");
        List<Instance> instances = new ArrayList<>();
        Rle drawn = Rle.empty(height, width);
        for (int i = objects.size() - 1; i >= 0; i--) {
            JsonNode object = objects.get(i);
            String place = file + ", object " + (i + 1);
            try {
                if (object.path("deleted").asBoolean()) {
                    continue;
                }
                if (names.position(name(object)) < 0) {
                    throw new AnnotationException("cityscapes-label", place, "the object has no label");
                }
                Region.Rings rings = new Region.Rings(List.of(ring(object.path("polygon"), place)));
                Rle mask = Regions.mask(rings, height, width);
                Rle visible = mask.difference(drawn);
                drawn = drawn.union(mask);
                if (!visible.isEmpty()) {
                    instances.add(Instance.builder()
                            .category(names.position(name(object)))
                            .region(visible.equals(mask) ? rings : new Region.Raster(visible))
                            .crowd(isCrowd(object.path("label").asText()))
                            .build());
                }
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        Collections.reverse(instances);
        visitor.image(sized, instances);
    }

    private static double[] ring(JsonNode polygon, String place) throws AnnotationException {
        double[] ring = new double[2 * polygon.size()];
        for (int i = 0; i < polygon.size(); i++) {
            JsonNode point = polygon.get(i);
            if (point.size() != 2
                    || !point.get(0).isNumber()
                    || !point.get(1).isNumber()
                    || !Plausible.isPosition(point.get(0).doubleValue())
                    || !Plausible.isPosition(point.get(1).doubleValue())) {
                throw new AnnotationException(
                        "cityscapes-polygon", place, "point " + (i + 1) + " is no pair of numbers");
            }
            ring[2 * i] = point.get(0).doubleValue();
            ring[2 * i + 1] = point.get(1).doubleValue();
        }
        if (ring.length < 6) {
            throw new AnnotationException(
                    "cityscapes-polygon", place, "a polygon has at least 3 points, not " + ring.length / 2);
        }
        return ring;
    }
}
