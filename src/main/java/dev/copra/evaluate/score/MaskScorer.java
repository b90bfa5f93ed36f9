package dev.copra.evaluate.score;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pairs the masks of two documents by annotation id and measures their IoU. Crowd regions are not paired; the union of an
 * image's masks has them.
 */
public final class MaskScorer {
    /**
     * Which true annotations count.
     *
     * @param minBoxArea their box is larger than this, in square pixels
     * @param minMaskArea their mask has at least so many pixels
     * @param images only annotations on these images, ids as text; empty for all
     * @param categories only annotations of these categories, by name or id; empty for all
     */
    public record Protocol(double minBoxArea, long minMaskArea, Set<String> images, List<String> categories) {}

    /** The masks cannot be paired with the annotations of the truth, so that every figure would be 0. */
    public static final class NoPairsException extends IOException {
        private static final long serialVersionUID = 1L;

        NoPairsException(String message) {
            super(message);
        }
    }

    /** A predicted mask; as a string it takes a quarter of the memory of its runs. */
    private record Prediction(int height, int width, String counts, double score) {
        Rle mask() {
            return Rle.parse(height, width, counts);
        }
    }

    private final Protocol protocol;
    /** The images that are asked for; empty for all. */
    private final Set<Id> wanted = new HashSet<>();
    /** The truth's. */
    private final DocumentLists lists;

    private final Map<Id, Prediction> predictions = new HashMap<>();
    /** Whether something was predicted, on whatever image. */
    private boolean hasMasks;

    private final Map<Id, Rle> predictedUnions = new HashMap<>();
    private final Map<Id, Rle> trueUnions = new HashMap<>();
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

    private MaskScorer(Protocol protocol, long maxPixels) {
        this.protocol = protocol;
        protocol.images().forEach(word -> wanted.addAll(Id.typed(word)));
        this.lists = DocumentLists.withoutFiles(maxPixels);
    }

    /**
     * Scores predicted masks; the images' sizes are the truth's.
     *
     * @throws NoPairsException if no annotation has a partner, because there are no masks, no ids or none in common
     * @throws IllegalArgumentException if an image or a category that was asked for is not there
     */
    public static MaskScores score(
            Input truth,
            Input predicted,
            Protocol protocol,
            long maxPixels,
            ProblemSink trueProblems,
            ProblemSink predictedProblems)
            throws IOException {
        MaskScorer scorer = new MaskScorer(protocol, maxPixels);
        Truth reader = scorer.new Truth(trueProblems);
        scorer.lists.read(truth, trueProblems);
        CocoReader.read(predicted, scorer.new Predictions(predictedProblems));
        CocoReader.read(truth, reader);
        if (!reader.unseen().isEmpty()) {
            throw new IllegalArgumentException(
                    truth.name() + ": there is no mask on an image " + String.join(", ", reader.unseen()));
        }
        if (reader.matched == 0 && !reader.pairs.isEmpty()) {
            throw scorer.noPairs(truth.name(), predicted.name());
        }
        return new MaskScores(reader.pairs, reader.matched, scorer.imageIou());
    }

    private NoPairsException noPairs(String truth, String predicted) {
        String why = !hasMasks
                ? "there is no mask in it"
                : predictions.isEmpty()
                        ? "its masks have no ids, by which they are paired with the annotations of " + truth
                        : "none of its ids is that of an annotation of " + truth;
        return new NoPairsException(predicted + ": " + why);
    }

    private List<Double> imageIou() {
        List<Double> ious = new ArrayList<>();
        Set<Id> images = new TreeSet<>(Id.ORDER);
        images.addAll(trueUnions.keySet());
        images.addAll(predictedUnions.keySet());
        for (Id image : images) {
            Rle truth = trueUnions.get(image);
            Rle predicted = predictedUnions.get(image);
            if (truth != null && predicted != null) {
                if (!truth.isEmpty() || !predicted.isEmpty()) {
                    ious.add(truth.iou(predicted));
                }
            } else if (!(truth != null ? truth : predicted).isEmpty()) {
                ious.add(0.0);
            }
        }
        return ious;
    }

    /** The mask, or null if the annotation has none. */
    private Rle mask(CocoRecord annotation) throws AnnotationException {
        ImageSizes.Size size = lists.sizes().of(annotation);
        return rasterizer.rasterize(annotation.segmentation(), annotation, size.height(), size.width());
    }

    private boolean isAskedFor(CocoRecord annotation) throws AnnotationException {
        return wanted.isEmpty() || wanted.contains(annotation.id("image_id"));
    }

    /** Takes in what was predicted. */
    private final class Predictions implements CocoVisitor {
        private final ProblemSink problems;

        Predictions(ProblemSink problems) {
            this.problems = problems;
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws AnnotationException {
            Rle mask = mask(annotation);
            if (mask != null) {
                hasMasks = true;
                if (isAskedFor(annotation)) {
                    predictedUnions.merge(annotation.id("image_id"), mask, Rle::union);
                }
                Id id = annotation.id("id");
                if (id.present() && !annotation.flag("iscrowd")) {
                    double score = annotation.number("score", Double.NaN);
                    predictions.put(id, new Prediction(mask.height(), mask.width(), mask.toCountsString(), score));
                }
            }
            return Edit.KEEP;
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            problems.add(problem);
        }
    }

    /** Compares the truth with what was predicted. */
    private final class Truth implements CocoVisitor {
        private final ProblemSink problems;
        private final List<MaskScores.Pair> pairs = new ArrayList<>();
        private Set<Id> categories;
        private final Set<Id> seen = new HashSet<>();
        private long matched;

        Truth(ProblemSink problems) {
            this.problems = problems;
        }

        /** The images that were asked for and have no mask. */
        Set<String> unseen() {
            Set<String> unseen = new TreeSet<>();
            for (String word : protocol.images()) {
                if (Id.typed(word).stream().noneMatch(seen::contains)) {
                    unseen.add(word);
                }
            }
            return unseen;
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws AnnotationException {
            Rle truth = mask(annotation);
            if (truth != null) {
                if (isAskedFor(annotation)) {
                    trueUnions.merge(annotation.id("image_id"), truth, Rle::union);
                }
                if (counts(annotation, truth)) {
                    pairs.add(pair(annotation, truth));
                }
            }
            return Edit.KEEP;
        }

        private boolean counts(CocoRecord annotation, Rle truth) throws AnnotationException {
            if (annotation.flag("iscrowd") || truth.isEmpty() || truth.area() < protocol.minMaskArea()) {
                return false;
            }
            if (!isAskedFor(annotation)) {
                return false;
            }
            seen.add(annotation.id("image_id"));
            if (!protocol.categories().isEmpty()) {
                categories = categories == null ? lists.names().find(protocol.categories()) : categories;
                if (!categories.contains(annotation.id("category_id"))) {
                    return false;
                }
            }
            double[] box = protocol.minBoxArea() > 0 ? annotation.numbers("bbox") : null;
            return box == null || box.length != 4 || box[2] * box[3] > protocol.minBoxArea();
        }

        private MaskScores.Pair pair(CocoRecord annotation, Rle truth) throws AnnotationException {
            Prediction prediction = predictions.get(annotation.id("id"));
            Id category = annotation.id("category_id");
            String name = lists.names().name(category);
            Rle predicted = prediction == null ? null : prediction.mask();
            boolean comparable =
                    predicted != null && predicted.height() == truth.height() && predicted.width() == truth.width();
            matched += predicted == null ? 0 : 1;
            return new MaskScores.Pair(
                    annotation.id("id"),
                    annotation.id("image_id"),
                    category,
                    name == null ? category.toString() : name,
                    annotation.number("area", truth.area()),
                    comparable ? predicted.iou(truth) : 0,
                    prediction == null ? Double.NaN : prediction.score());
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            // what is bad in the lists was told when they were learned
            if (problem.section() == Section.ANNOTATIONS) {
                problems.add(problem);
            }
        }
    }
}
