package dev.copra.evaluate.suppress;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.evaluate.read.Grouping;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.read.Results;
import dev.copra.mask.Box;
import dev.copra.overlap.BoxOverlap;
import dev.copra.overlap.MaskPool;
import dev.copra.overlap.NeighbourOverlap;
import dev.copra.overlap.Suppression;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Suppresses the detections of a file, image by image. What was rejected when the file was read stays as it is. */
public final class Suppressor {
    private final Instances found;
    private final SuppressionRules rules;
    private final Grouping groups;

    /** @param results read for masks if the rules compare masks */
    public Suppressor(Results results, SuppressionRules rules) {
        found = results.objects();
        this.rules = rules;
        int[] entries = new int[found.size];
        int count = 0;
        for (int i = 0; i < found.size; i++) {
            if (isLargeEnough(i)) {
                entries[count++] = i;
            }
        }
        groups = Grouping.of(
                Arrays.copyOf(entries, count),
                new Grouping.Place() {
                    @Override
                    public int image(int object) {
                        return found.image[object];
                    }

                    @Override
                    public int category(int object) {
                        return 0;
                    }
                },
                found.images.size(),
                1,
                true);
    }

    private boolean isLargeEnough(int i) {
        double width = found.box[4 * i + 2];
        double height = found.box[4 * i + 3];
        double area = rules.masks() ? found.masks.area(found.mask[i]) : width * height;
        return found.score[i] >= rules.leastScore()
                && area >= rules.leastArea()
                && Math.min(width, height) >= rules.leastSide();
    }

    /** What becomes of each detection: its score, or {@link Suppression#GONE}; and its box. */
    public final class Verdict {
        private final double[] scores = new double[found.size];
        private final double[] boxes = Arrays.copyOf(found.box, 4 * found.size);

        private Verdict() {
            Arrays.fill(scores, Suppression.GONE);
        }

        /** How many stay. */
        public int kept() {
            return (int) Arrays.stream(scores)
                    .filter(score -> score != Suppression.GONE)
                    .count();
        }

        /** Leaves out what was suppressed and writes what has changed. */
        public CocoVisitor editor() {
            return new CocoVisitor() {
                private int next;

                @Override
                public Edit annotation(CocoRecord record) {
                    if (next == found.size || found.index[next] != record.index()) {
                        return Edit.KEEP;
                    }
                    return edit(next++);
                }

                @Override
                public void reject(AnnotationException problem) {
                    // was told when the detections were read
                }
            };
        }

        private Edit edit(int i) {
            if (scores[i] == Suppression.GONE) {
                return Edit.DROP;
            }
            Edit.Builder edit = Edit.builder();
            if (scores[i] != found.score[i]) {
                edit.set("score", Double.toString(scores[i]).getBytes(StandardCharsets.US_ASCII));
            }
            double[] box = Arrays.copyOfRange(boxes, 4 * i, 4 * i + 4);
            if (!Arrays.equals(box, Arrays.copyOfRange(found.box, 4 * i, 4 * i + 4))) {
                edit.set("bbox", Arrays.toString(box).getBytes(StandardCharsets.US_ASCII));
            }
            return edit.build();
        }
    }

    /** The number of detections that were read. */
    public int size() {
        return found.size;
    }

    /**
     * How much detections of an image overlap each other, as the rules measure it.
     *
     * @param verdict only those that it lets stay, with the boxes that it gives them; or null for all that are compared
     */
    public NeighbourOverlap neighbours(Verdict verdict) {
        NeighbourOverlap.Counter counter = new NeighbourOverlap.Counter();
        double[] boxes = verdict == null ? found.box : verdict.boxes;
        for (int from = 0; from < groups.order().length; ) {
            int to = groups.endOfImage(from, groups.image()[from]);
            int[] image = Arrays.stream(groups.order(), from, to)
                    .filter(i -> verdict == null || verdict.scores[i] != Suppression.GONE)
                    .toArray();
            double[] bounds = new double[4 * image.length];
            int[] category = new int[image.length];
            for (int i = 0; i < image.length; i++) {
                addBounds(image[i], boxes, bounds, 4 * i);
                category[i] = found.category[image[i]];
            }
            counter.add(bounds, overlap(image, bounds), category);
            from = to;
        }
        return counter.result();
    }

    /** Suppresses by one threshold. */
    public Verdict suppress(double threshold) {
        Verdict verdict = new Verdict();
        for (int from = 0; from < groups.order().length; ) {
            int to = from;
            while (to < groups.order().length && groups.image()[to] == groups.image()[from]) {
                to++;
            }
            int[] image = Arrays.copyOfRange(groups.order(), from, to);
            suppressImage(image, threshold, verdict);
            from = to;
        }
        return verdict;
    }

    private void suppressImage(int[] image, double threshold, Verdict verdict) {
        double[] left = new double[image.length];
        int[] positions = byCategory(image);
        for (int from = 0; from < positions.length; ) {
            int to = from + 1;
            while (to < positions.length && isSameGroup(image[positions[from]], image[positions[to]])) {
                to++;
            }
            suppressGroup(image, Arrays.copyOfRange(positions, from, to), threshold, verdict, left);
            from = to;
        }
        int kept = 0;
        for (int i : Suppression.order(left)) {
            boolean stays = left[i] != Suppression.GONE && left[i] >= rules.leastScore();
            if (stays && kept++ < rules.mostPerImage()) {
                verdict.scores[image[i]] = left[i];
            }
        }
    }

    /** Positions in an image, those of a category together, each in their order. */
    private int[] byCategory(int[] image) {
        IntStream positions = IntStream.range(0, image.length);
        return rules.agnostic()
                ? positions.toArray()
                : positions
                        .boxed()
                        .sorted(Comparator.comparingInt(position -> found.category[image[position]]))
                        .mapToInt(position -> position)
                        .toArray();
    }

    private boolean isSameGroup(int a, int b) {
        return rules.agnostic() || found.category[a] == found.category[b];
    }

    /** Suppresses those of one category, or all. @param left receives what is left of the scores, by position in the image */
    private void suppressGroup(int[] image, int[] group, double threshold, Verdict verdict, double[] left) {
        double[] scores = new double[group.length];
        double[] bounds = new double[4 * group.length];
        int[] objects = new int[group.length];
        for (int i = 0; i < group.length; i++) {
            objects[i] = image[group[i]];
            scores[i] = found.score[objects[i]];
            addBounds(objects[i], found.box, bounds, 4 * i);
        }
        Suppression.Overlap overlap = overlap(objects, bounds);
        double[] rest;
        if (rules.merge()) {
            int[] leader = Suppression.clusters(scores, bounds, overlap, threshold);
            rest = new double[group.length];
            for (int i = 0; i < group.length; i++) {
                rest[i] = leader[i] == i ? scores[i] : Suppression.GONE;
            }
            merge(objects, leader, verdict);
        } else {
            rest = Suppression.suppress(
                    rules.method(), scores, bounds, overlap, threshold, rules.sigma(), rules.leastScore());
        }
        for (int i = 0; i < group.length; i++) {
            left[group[i]] = rest[i];
        }
    }

    /** Of some objects, by their positions. @param bounds their boxes, if boxes are compared */
    private Suppression.Overlap overlap(int[] objects, double[] bounds) {
        if (rules.masks()) {
            return (i, j) -> overlap(objects[i], objects[j]);
        }
        return rules.ofSmaller()
                ? (i, j) -> BoxOverlap.ios(bounds, 4 * i, bounds, 4 * j)
                : Suppression.Overlap.ofBoxes(bounds);
    }

    private void addBounds(int object, double[] boxes, double[] bounds, int at) {
        if (rules.masks()) {
            Box box = found.masks.bounds(found.mask[object]);
            bounds[at] = box.x();
            bounds[at + 1] = box.y();
            bounds[at + 2] = box.width();
            bounds[at + 3] = box.height();
        } else {
            System.arraycopy(boxes, 4 * object, bounds, at, 4);
        }
    }

    private double overlap(int a, int b) {
        MaskPool masks = found.masks;
        int i = found.mask[a];
        int j = found.mask[b];
        if (!rules.ofSmaller() || !masks.sameSize(i, masks, j)) {
            // masks of images of different sizes have nothing in common
            return Math.max(0, masks.iou(i, masks, j, false));
        }
        long common = masks.intersection(i, masks, j);
        return common == 0 ? 0 : (double) common / Math.min(masks.area(i), masks.area(j));
    }

    /** The mean of the boxes of a cluster, weighted by score; corners, so that sides do not matter. */
    private void merge(int[] image, int[] leader, Verdict verdict) {
        double[] sums = new double[5 * image.length];
        int[] members = new int[image.length];
        for (int i = 0; i < image.length; i++) {
            int at = 5 * leader[i];
            int box = 4 * image[i];
            double weight = found.score[image[i]];
            sums[at] += weight * found.box[box];
            sums[at + 1] += weight * found.box[box + 1];
            sums[at + 2] += weight * (found.box[box] + found.box[box + 2]);
            sums[at + 3] += weight * (found.box[box + 1] + found.box[box + 3]);
            sums[at + 4] += weight;
            members[leader[i]]++;
        }
        for (int i = 0; i < image.length; i++) {
            double weight = sums[5 * i + 4];
            if (members[i] > 1 && weight > 0) {
                double x = sums[5 * i] / weight;
                double y = sums[5 * i + 1] / weight;
                verdict.boxes[4 * image[i]] = x;
                verdict.boxes[4 * image[i] + 1] = y;
                verdict.boxes[4 * image[i] + 2] = sums[5 * i + 2] / weight - x;
                verdict.boxes[4 * image[i] + 3] = sums[5 * i + 3] / weight - y;
            }
        }
    }
}
