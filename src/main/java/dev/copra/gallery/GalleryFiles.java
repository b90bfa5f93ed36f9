package dev.copra.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.id.Id;
import dev.copra.dataset.CocoIndex;
import dev.copra.draw.SegmentPictures;
import dev.copra.draw.colour.CategoryColours;
import dev.copra.io.Input;
import dev.copra.report.Escape;
import dev.copra.report.page.GalleryHead;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A document and the results files that belong to it, by image. Any thread may ask. */
public final class GalleryFiles implements Closeable {
    private final List<String> names = new ArrayList<>();
    private final List<CocoIndex> layers = new ArrayList<>();
    private final List<SegmentPictures> segments = new ArrayList<>();
    private final List<Problems> problems = new ArrayList<>();
    /** What is found in pictures of segments, which are opened only when their image is looked at. */
    private final List<Problems> pictureProblems = new ArrayList<>();

    private final Set<Told> told = ConcurrentHashMap.newKeySet();
    private final List<GalleryHead.Category> categories = new ArrayList<>();
    private final Map<Id, Integer> categoryIndex = new HashMap<>();
    private final Map<String, Integer> labels = new HashMap<>();

    /** What was told once. @param record the position of its annotation */
    private record Told(int layer, long record, String message) {}

    private GalleryFiles() {}

    /**
     * Reads where the records of all files are.
     *
     * @param main lists the images; can be read again, as the others
     * @param results lists of detections on these images
     * @param maxPixels pictures of panoptic segments of more pixels are not shown
     * @throws IllegalArgumentException if the main file lists no images
     */
    public static GalleryFiles open(Input main, List<Input> results, long maxPixels, Messages messages)
            throws IOException {
        GalleryFiles files = new GalleryFiles();
        try {
            files.add(main, null, maxPixels, messages);
            if (files.layers.get(0).imageCount() == 0) {
                throw new IllegalArgumentException(
                        main.name() + ": there are no images in it; the file named first lists the images");
            }
            for (Input input : results) {
                files.add(input, main, maxPixels, messages);
            }
            files.addCategories();
            return files;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private void add(Input input, Input imageList, long maxPixels, Messages messages) throws IOException {
        Problems found = messages.problems(input.name());
        problems.add(found);
        pictureProblems.add(messages.problems(input.name()));
        names.add(input.name());
        layers.add(CocoIndex.read(input, imageList, found));
        segments.add(new SegmentPictures(input, null, maxPixels));
        found.summarize();
    }

    private void addCategories() {
        List<String> names = new ArrayList<>();
        List<int[][]> skeletons = new ArrayList<>();
        for (CocoRecord record : layers.get(0).categories()) {
            try {
                Id id = record.id("id");
                String name = record.text("name");
                String label = name == null ? "category " + id.text() : name;
                if (categoryIndex.putIfAbsent(id, names.size()) == null) {
                    labels.putIfAbsent(label, names.size());
                    names.add(label);
                    skeletons.add(skeleton(record));
                }
            } catch (AnnotationException e) {
                // what is wrong with it is among the findings
            }
        }
        CategoryColours colors = new CategoryColours(names);
        for (int i = 0; i < names.size(); i++) {
            String color = String.format("#%06x", colors.of(names.get(i)).getRGB() & 0xFFFFFF);
            categories.add(new GalleryHead.Category(Escape.line(names.get(i)), color, skeletons.get(i)));
        }
    }

    /** Pairs of keypoints, from 0; none if there is no skeleton or it is not as it should be. */
    private static int[][] skeleton(CocoRecord category) {
        try {
            JsonNode tree = category.tree("skeleton");
            List<int[]> pairs = new ArrayList<>();
            if (tree != null) {
                for (JsonNode pair : tree) {
                    if (pair.size() == 2
                            && pair.get(0).asInt() > 0
                            && pair.get(1).asInt() > 0) {
                        pairs.add(
                                new int[] {pair.get(0).asInt() - 1, pair.get(1).asInt() - 1});
                    }
                }
            }
            return pairs.toArray(int[][]::new);
        } catch (AnnotationException e) {
            return new int[0][];
        }
    }

    /** How many images there are. */
    public int size() {
        return layers.get(0).imageCount();
    }

    /** The document, then the results files. */
    List<CocoIndex> layers() {
        return layers;
    }

    /** Where the masks of a layer's panoptic segments are. */
    SegmentPictures segments(int layer) {
        return segments.get(layer);
    }

    /** Tells that an annotation's segments cannot be shown, if it was not told before: an image may be looked at many times. */
    void tell(int layer, AnnotationException problem) throws IOException {
        if (told.add(new Told(layer, problem.index(), problem.getMessage()))) {
            pictureProblems.get(layer).add(problem);
        }
    }

    /** Says how much there was to tell of pictures of segments, if not all was told. */
    void summarize() {
        pictureProblems.forEach(Problems::summarize);
    }

    /** What the layers are called: the last parts of their names. */
    public List<String> layerNames() {
        return names.stream().map(GalleryFiles::shortName).toList();
    }

    static String shortName(String name) {
        Path file = Path.of(name).getFileName();
        return Escape.line(file == null ? name : file.toString());
    }

    /** The categories that the document declares, in its order. */
    public List<GalleryHead.Category> categories() {
        return categories;
    }

    /** The index of a category; -1 if it is not declared. */
    int category(Id id) {
        return categoryIndex.getOrDefault(id, -1);
    }

    /** The index of a category by its name; -1 if there is none. */
    public int category(String label) {
        return labels.getOrDefault(label, -1);
    }

    /** Whether a record was left out, or segments that were looked at have no mask. */
    public boolean incomplete() {
        return Stream.concat(problems.stream(), pictureProblems.stream()).anyMatch(found -> found.total() > 0);
    }

    @Override
    public void close() throws IOException {
        for (CocoIndex layer : layers) {
            layer.close();
        }
    }
}
