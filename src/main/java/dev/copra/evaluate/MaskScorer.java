package dev.copra.evaluate;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CategoryNames;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.SegmentationRasterizer;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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
     */
    public record Protocol(double minBoxArea, long minMaskArea) {}

    /** A predicted mask; as a string it takes a quarter of the memory of its runs. */
    private record Prediction(int height, int width, String counts, double score) {
        Rle mask() {
            return Rle.parse(height, width, counts);
        }
    }

    private final Protocol protocol;
    private final ImageSizes sizes;
    private final Map<Id, Prediction> predictions = new HashMap<>();
    private final Map<Id, Rle> predictedUnions = new HashMap<>();
    private final Map<Id, Rle> trueUnions = new HashMap<>();
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

    private MaskScorer(Protocol protocol, long maxPixels) {
        this.protocol = protocol;
        this.sizes = new ImageSizes(maxPixels);
    }

    /** Scores predicted masks; the images' sizes are the truth's. */
    public static MaskScores score(
            Input predicted,
            Input truth,
            Protocol protocol,
            long maxPixels,
            ProblemSink predictedProblems,
            ProblemSink trueProblems)
            throws IOException {
        MaskScorer scorer = new MaskScorer(protocol, maxPixels);
        Truth reader = scorer.new Truth(trueProblems);
        CocoReader.read(truth, scorer.new Images(trueProblems));
        CocoReader.read(predicted, scorer.new Predictions(predictedProblems));
        CocoReader.read(truth, reader);
        return new MaskScores(reader.pairs, scorer.imageIou());
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
        Id image = annotation.id("image_id");
        ImageSizes.Size size = sizes.get(image);
        if (size == null) {
            throw sizes.unknown(annotation, image);
        }
        return rasterizer.rasterize(annotation.segmentation(), annotation, size.height(), size.width());
    }

    /** Learns the sizes of the images. */
    private final class Images implements CocoVisitor {
        private final ProblemSink problems;

        Images(ProblemSink problems) {
            this.problems = problems;
        }

        @Override
        public Edit image(CocoRecord image) throws AnnotationException {
            sizes.add(image);
            return Edit.KEEP;
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            problems.add(problem);
        }
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
                predictedUnions.merge(annotation.id("image_id"), mask, Rle::union);
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
        private final CategoryNames names = new CategoryNames();
        private final List<MaskScores.Pair> pairs = new ArrayList<>();

        Truth(ProblemSink problems) {
            this.problems = problems;
        }

        @Override
        public Set<Section> needsBeforeAnnotations() {
            return EnumSet.of(Section.CATEGORIES);
        }

        @Override
        public void learn(CocoRecord category) throws AnnotationException {
            names.add(category);
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws AnnotationException {
            Rle truth = mask(annotation);
            if (truth != null) {
                trueUnions.merge(annotation.id("image_id"), truth, Rle::union);
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
            double[] box = protocol.minBoxArea() > 0 ? annotation.numbers("bbox") : null;
            return box == null || box.length != 4 || box[2] * box[3] > protocol.minBoxArea();
        }

        private MaskScores.Pair pair(CocoRecord annotation, Rle truth) throws AnnotationException {
            Prediction prediction = predictions.get(annotation.id("id"));
            Id category = annotation.id("category_id");
            String name = names.name(category);
            Rle predicted = prediction == null ? null : prediction.mask();
            boolean comparable =
                    predicted != null && predicted.height() == truth.height() && predicted.width() == truth.width();
            return new MaskScores.Pair(
                    annotation.id("id").toString(),
                    annotation.id("image_id").toString(),
                    name == null ? category.toString() : name,
                    annotation.number("area", truth.area()),
                    comparable ? predicted.iou(truth) : 0,
                    prediction == null ? Double.NaN : prediction.score());
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            problems.add(problem);
        }
    }
}
