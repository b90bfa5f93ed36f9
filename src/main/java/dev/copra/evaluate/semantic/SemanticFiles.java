package dev.copra.evaluate.semantic;

import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.ListedImage;
import dev.copra.evaluate.panoptic.PanopticPictures;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares the classes of pixels: of PNG files, or of masks in COCO files.
 *
 * @param names of the classes, by their numbers
 * @param ids of the classes' categories, by the classes' numbers; empty where the classes are values of pixels
 * @param images that were compared
 * @param overlaps for each file whose masks overlap what was made of that, for a message
 */
public record SemanticFiles(
        SemanticConfusion confusion,
        Map<Integer, String> names,
        Map<Integer, Id> ids,
        List<Id> images,
        List<String> overlaps) {
    /** The value of pixels without a class where nothing else is said. */
    private static final int USUAL_IGNORED = 255;

    /** The figures. */
    public SemanticScores scores() {
        return confusion.scores(names);
    }

    /** An image and the name of its file. */
    private record Named(Id image, String name) {}

    /**
     * Compares two folders of PNG files of the same names, whose pixels are classes.
     *
     * @param ignored the value of the truth's pixels that do not count, or null for 255
     * @param maxPixels pictures of more pixels are refused before they are decoded
     */
    public static SemanticFiles ofFolders(Path truth, Path results, Integer ignored, long maxPixels)
            throws IOException {
        int none = Objects.requireNonNullElse(ignored, USUAL_IGNORED);
        List<Named> images = pictures(truth);
        if (images.isEmpty()) {
            throw new IOException(truth + ": there is no PNG file in this folder");
        }
        SemanticConfusion confusion = compare(
                images,
                LabelSource.folder(truth, value -> value == none ? PixelClasses.NONE : value, maxPixels),
                LabelSource.folder(results, value -> value == none ? PixelClasses.NONE : value, maxPixels),
                results.toString());
        Map<Integer, String> names = new TreeMap<>();
        for (int k : confusion.classes()) {
            names.put(k, Integer.toString(k));
        }
        return new SemanticFiles(confusion, names, Map.of(), ids(images), List.of());
    }

    private static List<Id> ids(List<Named> images) {
        return images.stream().map(Named::image).toList();
    }

    private static List<Named> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith(".png"))
                    .sorted()
                    .map(name -> new Named(Id.of(name), name))
                    .toList();
        }
    }

    /**
     * Compares results with a COCO document, whose categories are the classes.
     *
     * @param truthFile can be read again
     * @param truthMasks folder of PNG files of the images' names, whose pixels are ids of categories; null if the annotations have masks
     * @param resultsFile a document or results with masks; null if there is a folder
     * @param resultMasks folder of such PNG files, or null
     * @param ignored the value of pixels that do not count, or null for 255 unless a category has this id
     * @param maxPixels pictures of more pixels are refused before they are decoded
     * @param problems is told of images and categories that cannot be used
     */
    public static SemanticFiles ofDocument(
            Input truthFile,
            Path truthMasks,
            Input resultsFile,
            Path resultMasks,
            Integer ignored,
            long maxPixels,
            ProblemSink problems)
            throws IOException {
        DocumentLists lists = DocumentLists.withFiles(maxPixels);
        lists.read(truthFile, problems);
        Map<Id, Integer> classes = new HashMap<>();
        Map<Integer, Id> ids = new TreeMap<>();
        Map<Integer, String> names = new LinkedHashMap<>();
        lists.names().byId().keySet().stream().sorted(Id.ORDER).forEach(id -> {
            int k = classes.size();
            classes.put(id, k);
            ids.put(k, id);
            String name = lists.names().name(id);
            names.put(k, name == null ? id.text() : name);
        });
        if (classes.isEmpty()) {
            throw new IOException(truthFile.name() + ": there is no category");
        }
        Map<Integer, Integer> values = new HashMap<>();
        classes.forEach((id, k) -> {
            if (id.isLong() && id.number() == (int) id.number() && (ignored == null || id.number() != ignored)) {
                values.put((int) id.number(), k);
            }
        });
        PanopticPictures known = truthMasks != null ? null : PanopticPictures.ofMasks(truthFile, maxPixels, null, null);
        Set<Id> things = known == null ? Set.of() : known.things();
        PanopticPictures found =
                resultMasks != null ? null : PanopticPictures.ofMasks(resultsFile, maxPixels, lists.sizes(), things);
        List<Named> images = new ArrayList<>();
        for (ListedImage image : lists.images()) {
            images.add(new Named(
                    image.id(),
                    Objects.requireNonNullElse(image.fileName(), image.id().text())));
        }
        SemanticConfusion confusion = compare(
                images,
                known == null
                        ? folder(truthMasks, values, maxPixels)
                        : LabelSource.painted(known, classes, truthFile.name()),
                found == null
                        ? folder(resultMasks, values, maxPixels)
                        : LabelSource.painted(found, classes, resultsFile.name()),
                found == null ? resultMasks.toString() : resultsFile.name());
        List<String> overlaps = Stream.of(known, found)
                .filter(Objects::nonNull)
                .map(PanopticPictures::overlaps)
                .filter(Objects::nonNull)
                .toList();
        return new SemanticFiles(confusion, names, ids, ids(images), overlaps);
    }

    private static LabelSource folder(Path folder, Map<Integer, Integer> values, long maxPixels) {
        return LabelSource.folder(folder, value -> values.getOrDefault(value, PixelClasses.NONE), maxPixels);
    }

    private static SemanticConfusion compare(List<Named> images, LabelSource truth, LabelSource results, String file)
            throws IOException {
        SemanticConfusion confusion = new SemanticConfusion();
        for (Named image : images) {
            PixelClasses known = truth.of(image.image, image.name, null);
            try {
                confusion.add(known, results.of(image.image, image.name, known));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": image " + image.image.text() + ": " + e.getMessage(), e);
            }
        }
        return confusion;
    }
}
