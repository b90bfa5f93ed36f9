package dev.copra.stats;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Segmentation;
import dev.copra.coco.dialect.Dialect;
import dev.copra.coco.dialect.DialectRecogniser;
import dev.copra.coco.dialect.Exporter;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.coco.list.CategoryNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Counts what is in a document. */
public final class Contents implements CocoVisitor {
    private static final String POLYGON = "polygon";

    private final ProblemSink problems;
    private final DialectRecogniser recogniser = new DialectRecogniser();
    private final CategoryNames names = new CategoryNames();
    private final Set<Id> categoryIds = new HashSet<>();
    private final Map<Id, Long> perCategory = new HashMap<>();
    private final IdTable annotatedImages = new IdTable();
    private final Map<String, Long> segmentations = new LinkedHashMap<>();
    private long videos;
    private long images;
    private long annotations;
    private long crowds;
    private long withKeypoints;
    private long withScore;
    private long withoutBox;
    private long[] leastSize;
    private long[] mostSize;

    /**
     * Nothing is counted yet.
     *
     * @param problems is told the records that cannot be read
     */
    public Contents(ProblemSink problems) {
        this.problems = problems;
    }

    /**
     * The counts.
     *
     * @param dialect whose rules the records follow
     * @param exporter the program that wrote the document, or null if it cannot be told
     * @param annotatedImages images that an annotation refers to
     * @param leastSize width and height of the image with the fewest pixels, or null
     * @param mostSize width and height of the image with the most pixels, or null
     * @param segmentations annotations by the shape of their segmentation
     * @param categories in the order of the ids
     */
    public record Counts(
            Dialect dialect,
            Exporter exporter,
            long videos,
            long images,
            long annotatedImages,
            long[] leastSize,
            long[] mostSize,
            long annotations,
            long crowds,
            long withKeypoints,
            long withScore,
            long withoutBox,
            Map<String, Long> segmentations,
            List<CategoryCount> categories) {}

    /**
     * The annotations of a category.
     *
     * @param name null if the category is not declared or has none
     */
    public record CategoryCount(Id id, String name, long annotations) {
        /** What to call it. */
        public String label() {
            return name == null ? "category " + id : name;
        }
    }

    /** What was counted. */
    public Counts counts() {
        Set<Id> all = new TreeSet<>(Id.ORDER);
        all.addAll(categoryIds);
        all.addAll(perCategory.keySet());
        List<CategoryCount> categories = new ArrayList<>();
        for (Id id : all) {
            categories.add(new CategoryCount(id, names.name(id), perCategory.getOrDefault(id, 0L)));
        }
        return new Counts(
                recogniser.dialect(),
                recogniser.exporter(),
                videos,
                images,
                annotatedImages.size(),
                leastSize,
                mostSize,
                annotations,
                crowds,
                withKeypoints,
                withScore,
                withoutBox,
                segmentations,
                categories);
    }

    @Override
    public void begin(DocumentKind kind) {
        recogniser.begin(kind);
    }

    @Override
    public void describe(String name, CocoRecord value) {
        recogniser.member(name, value);
    }

    @Override
    public Edit video(CocoRecord video) {
        videos++;
        recogniser.video(video);
        return Edit.KEEP;
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        images++;
        recogniser.image(image);
        long[] size = {(long) image.number("width", 0), (long) image.number("height", 0)};
        if (leastSize == null || size[0] * size[1] < leastSize[0] * leastSize[1]) {
            leastSize = size;
        }
        if (mostSize == null || size[0] * size[1] > mostSize[0] * mostSize[1]) {
            mostSize = size;
        }
        return Edit.KEEP;
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        recogniser.category(category);
        categoryIds.add(category.id("id"));
        names.add(category);
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        annotations++;
        recogniser.annotation(annotation);
        crowds += annotation.flag("iscrowd") ? 1 : 0;
        withKeypoints += annotation.isNull("keypoints") ? 0 : 1;
        withScore += annotation.isNull("score") ? 0 : 1;
        withoutBox += annotation.isNull("bbox") ? 1 : 0;
        Id image = annotation.id("image_id");
        if (image.present()) {
            annotatedImages.add(image);
        }
        Id category = annotation.id("category_id");
        if (category.present()) {
            perCategory.merge(category, 1L, Long::sum);
        }
        segmentations.merge(kind(annotation), 1L, Long::sum);
        return Edit.KEEP;
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }

    private static String kind(CocoRecord annotation) throws AnnotationException {
        if (annotation.isPlainPolygons()) {
            return POLYGON;
        }
        Segmentation segmentation = annotation.segmentation();
        if (segmentation instanceof Segmentation.Polygons) {
            return POLYGON;
        }
        if (segmentation instanceof Segmentation.CompressedRle) {
            return "rle";
        }
        return segmentation instanceof Segmentation.UncompressedRle ? "counts" : "none";
    }
}
