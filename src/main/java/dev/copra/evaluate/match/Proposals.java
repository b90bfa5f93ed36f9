package dev.copra.evaluate.match;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.read.Grouping;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.read.Ranks;
import dev.copra.evaluate.read.Results;
import dev.copra.evaluate.read.Truth;
import dev.copra.evaluate.rules.AreaRange;
import dev.copra.evaluate.rules.Rules;
import dev.copra.evaluate.similarity.Similarity;
import dev.copra.overlap.NeighbourOverlap;
import dev.copra.overlap.Suppression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well proposals cover the truth, categories aside. A truth is found if any of its image's best N proposals overlaps it
 * enough; several truths may be found by one proposal. Crowd regions are neither sought nor do they find.
 */
public final class Proposals {
    private static final int BINS = 10;

    private final Rules rules;
    private final int[] counts;
    private final Instances known;
    private final Instances found;
    private final Grouping truths;
    private final Grouping detections;
    private final List<Integer> sought = new ArrayList<>();
    /** By number of proposals: the best overlap of each truth that is sought. */
    private final List<double[]> best = new ArrayList<>();

    private final long[] histogram = new long[BINS];

    /** @param counts numbers of proposals an image, ascending */
    public Proposals(Truth truth, Results results, Rules rules, int[] counts) {
        this.rules = rules;
        this.counts = counts;
        known = truth.objects();
        found = results.objects();
        Similarity similarity =
                rules.kind().needsMasks() ? new Similarity.Masks(found, known, 0) : new Similarity.Boxes(found, known);
        Ranks images = Ranks.of(known.images, truth.images());
        truths = byImage(known, images);
        detections = byImage(found, images);
        for (int g = 0, d = 0; g < truths.order().length || d < detections.order().length; ) {
            int image = Math.min(imageAt(truths, g), imageAt(detections, d));
            int endG = end(truths, g, image);
            int endD = end(detections, d, image);
            int[] sorted = Arrays.copyOfRange(detections.order(), d, endD);
            StableOrder.byScore(found.score, sorted, 0, sorted.length);
            cover(sorted, Arrays.copyOfRange(truths.order(), g, endG), similarity);
            g = endG;
            d = endD;
        }
    }

    private static Grouping byImage(Instances objects, Ranks images) {
        int[] all = new int[objects.size];
        Arrays.setAll(all, i -> i);
        int[] ranks = images.of(objects.images);
        Grouping.Place place = new Grouping.Place() {
            @Override
            public int image(int object) {
                return ranks[objects.image[object]];
            }

            @Override
            public int category(int object) {
                return 0;
            }
        };
        return Grouping.of(all, place, images.size(), 1, true);
    }

    private static int imageAt(Grouping grouping, int at) {
        return at < grouping.image().length ? grouping.image()[at] : Integer.MAX_VALUE;
    }

    private static int end(Grouping grouping, int from, int image) {
        int end = from;
        while (imageAt(grouping, end) == image) {
            end++;
        }
        return end;
    }

    /**
     * How much objects of an image overlap each other, boxes with boxes and categories aside; of proposals the best ones of an
     * image.
     *
     * @param most how many of an image take part
     */
    private static NeighbourOverlap neighbours(Instances objects, Grouping grouping, int most) {
        NeighbourOverlap.Counter counter = new NeighbourOverlap.Counter();
        for (int from = 0; from < grouping.order().length; ) {
            int to = end(grouping, from, imageAt(grouping, from));
            int[] image = Arrays.stream(grouping.order(), from, to)
                    .filter(i -> !objects.ignore[i])
                    .toArray();
            StableOrder.byScore(objects.score, image, 0, image.length);
            double[] boxes = new double[4 * Math.min(most, image.length)];
            for (int i = 0; i < boxes.length / 4; i++) {
                System.arraycopy(objects.box, 4 * image[i], boxes, 4 * i, 4);
            }
            counter.add(boxes, Suppression.Overlap.ofBoxes(boxes), new int[boxes.length / 4]);
            from = to;
        }
        return counter.result();
    }

    /** How much the boxes of the truths overlap each other, categories aside. */
    public NeighbourOverlap.Counts truthNeighbours() {
        return neighbours(known, truths, Integer.MAX_VALUE).within();
    }

    /** How much the boxes of an image's best proposals overlap each other. @param most how many of them */
    public NeighbourOverlap.Counts proposalNeighbours(int most) {
        return neighbours(found, detections, most).within();
    }

    private void cover(int[] proposals, int[] truths, Similarity similarity) {
        double[] bestOfProposal = new double[proposals.length];
        for (int g : truths) {
            if (known.ignore[g]) {
                continue;
            }
            double[] reached = new double[counts.length];
            double most = 0;
            int next = 0;
            for (int i = 0; i < proposals.length; i++) {
                while (next < counts.length && counts[next] <= i) {
                    reached[next++] = most;
                }
                double overlap = similarity.of(proposals[i], g);
                bestOfProposal[i] = Math.max(bestOfProposal[i], overlap);
                most = Math.max(most, overlap);
            }
            Arrays.fill(reached, next, counts.length, most);
            sought.add(g);
            best.add(reached);
        }
        for (double overlap : bestOfProposal) {
            histogram[(int) Math.min(overlap * BINS, BINS - 1)]++;
        }
    }

    /** A group of truths, by size or by shape. */
    public enum Group {
        /** Every truth. */
        ALL,
        /** Of at most 32² pixels. */
        SMALL,
        /** Of 32² to 96² pixels. */
        MEDIUM,
        /** Of at least 96² pixels. */
        LARGE,
        /** At least twice as wide as high. */
        WIDE,
        /** Between wide and tall. */
        SQUARE,
        /** At least twice as high as wide. */
        TALL;

        private boolean has(Instances truths, int g) {
            double width = truths.box[4 * g + 2];
            double height = truths.box[4 * g + 3];
            double area = truths.area[g];
            return switch (this) {
                case ALL -> true;
                case SMALL -> !AreaRange.SMALL.excludes(area);
                case MEDIUM -> !AreaRange.MEDIUM.excludes(area);
                case LARGE -> !AreaRange.LARGE.excludes(area);
                case WIDE -> width >= 2 * height;
                case TALL -> height >= 2 * width && width < 2 * height;
                case SQUARE -> width < 2 * height && height < 2 * width;
            };
        }
    }

    /** How many truths are sought. */
    public int truths(Group group) {
        return (int) sought.stream().filter(g -> group.has(known, g)).count();
    }

    /**
     * The part of a group that is found; NaN if the group is empty.
     *
     * @param count index of the number of proposals
     * @param threshold the overlap from which on a truth is found
     */
    public double recall(Group group, int count, double threshold) {
        int all = 0;
        int hit = 0;
        for (int i = 0; i < best.size(); i++) {
            if (group.has(known, sought.get(i))) {
                all++;
                hit += best.get(i)[count] >= threshold ? 1 : 0;
            }
        }
        return (double) hit / all;
    }

    /**
     * How many truths have which best IoU with a proposal.
     *
     * @param count index of the number of proposals
     * @param bins how many bins of equal width there are from 0 to 1
     */
    public long[] truthsByOverlap(int count, int bins) {
        long[] counts = new long[bins];
        for (double[] reached : best) {
            counts[(int) Math.min(bins - 1, Math.floor(reached[count] * bins))]++;
        }
        return counts;
    }

    /** The mean of the recalls over the rules' thresholds. */
    public double averageRecall(Group group, int count) {
        double sum = 0;
        for (double threshold : rules.iouThresholds()) {
            sum += recall(group, count, threshold);
        }
        return sum / rules.iouThresholds().length;
    }

    /** How many proposals have a best overlap of 0 to .1, .1 to .2, ... .9 to 1. */
    public long[] histogram() {
        return histogram.clone();
    }

    /** A truth that all proposals miss. */
    public record Missed(Id id, Id image, double bestOverlap) {}

    /** The truths that no proposal overlaps by a threshold. */
    public List<Missed> missed(double threshold) {
        List<Missed> missed = new ArrayList<>();
        for (int i = 0; i < best.size(); i++) {
            double overlap = best.get(i)[counts.length - 1];
            if (overlap < threshold) {
                missed.add(new Missed(known.ids.id(known.id[sought.get(i)]), known.imageId(sought.get(i)), overlap));
            }
        }
        return missed;
    }
}
