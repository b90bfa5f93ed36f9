package dev.copra.evaluate;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.ProblemSink;
import dev.copra.overlap.MaskPool;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * An evaluation of results against a truth: what belongs together is grouped once, then any part of the images can be evaluated.
 * Categories are shared out between threads; the figures do not depend on how many there are.
 */
public final class Evaluation {
    private final Rules rules;
    private final int threads;
    private final Instances known;
    private final Instances found;
    private final Ranks categories;
    private final List<Category> categoryList;
    private final long[] imageIds;
    private final int[] walk;
    private final boolean[] dropped;
    private final Supplier<Similarity> similarity;
    private final Quirks quirks;

    /**
     * What in a truth file makes pycocotools count wrongly.
     *
     * @param zeroIds how many annotations have the id 0, so that finding them counts as a mistake
     * @param duplicateIds how many annotations have the id of a later one, which stands in for them
     */
    public record Quirks(int zeroIds, int duplicateIds) {
        public boolean any() {
            return zeroIds + duplicateIds > 0;
        }
    }

    /** The curves of an evaluation, and the categories that they belong to. */
    public record Outcome(List<Category> categories, Curves curves) {
        /** Indices of all categories. */
        public int[] all() {
            return identity(categories.size());
        }
    }

    /**
     * Prepares an evaluation.
     *
     * @param images which images are evaluated, by id
     * @param wanted which categories are, by id
     * @param rejected is told of detections that cannot be used because their image is unknown
     * @param notes is told of detections whose category is unknown, which count nowhere
     */
    public Evaluation(
            Truth truth,
            Results results,
            Rules rules,
            LongPredicate images,
            LongPredicate wanted,
            int threads,
            ProblemSink rejected,
            ProblemSink notes)
            throws IOException {
        this.rules = rules;
        this.threads = threads;
        known = truth.objects();
        found = results.objects();
        imageIds = only(truth.images(), images);
        categories = Ranks.of(only(categoryIds(truth), wanted));
        categoryList = rules.useCategories() ? byRank(truth.categories()) : List.of(new Category(-1, "", "", null));
        dropped = new boolean[found.size];
        check(truth, rejected, notes);
        if (rules.lvis()) {
            Federation.apply(known, found, dropped, truth.labels(), rules.mostDetections());
        }
        int[] last = lastOfId();
        quirks = quirks(last);
        walk = rules.corrected() ? identity(known.size) : last;
        similarity = similarity(truth, results);
    }

    private static long[] categoryIds(Truth truth) {
        long[] ids = new long[truth.categories().size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = truth.categories().get(i).id();
        }
        return ids;
    }

    private static long[] only(long[] ids, LongPredicate wanted) {
        long[] kept = new long[ids.length];
        int count = 0;
        for (long id : ids) {
            if (wanted.test(id)) {
                kept[count++] = id;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static int[] identity(int count) {
        int[] identity = new int[count];
        for (int i = 0; i < count; i++) {
            identity[i] = i;
        }
        return identity;
    }

    private List<Category> byRank(List<Category> list) {
        Category[] sorted = new Category[categories.size()];
        for (Category category : list) {
            int rank = categories.of(category.id());
            if (rank >= 0) {
                sorted[rank] = category;
            }
        }
        return Arrays.asList(sorted);
    }

    private void check(Truth truth, ProblemSink rejected, ProblemSink notes) throws IOException {
        Ranks allImages = Ranks.of(truth.images());
        Ranks allCategories = Ranks.of(categoryIds(truth));
        for (int d = 0; d < found.size; d++) {
            if (allImages.of(found.image[d]) < 0) {
                rejected.add(new AnnotationException(
                        "image-unknown",
                        "annotations[" + found.index[d] + "]",
                        "the truth has no image with the id " + found.image[d]));
                dropped[d] = true;
            } else if (allCategories.of(found.category[d]) < 0) {
                notes.add(new AnnotationException(
                        "category-unknown",
                        "annotations[" + found.index[d] + "]",
                        "the truth has no category with the id " + found.category[d]
                                + "; the detection counts nowhere"));
                dropped[d] = true;
            } else if (rules.kind().needsMasks()) {
                checkSize(d, truth.sizes(), notes);
            }
        }
    }

    private void checkSize(int d, ImageSizes sizes, ProblemSink notes) throws IOException {
        ImageSizes.Size size = sizes.get(Id.of(found.image[d]));
        int height = found.masks.height(found.mask[d]);
        int width = found.masks.width(found.mask[d]);
        if (size != null && (size.height() != height || size.width() != width)) {
            notes.add(new AnnotationException(
                    "rle-size",
                    "annotations[" + found.index[d] + "]",
                    "the mask is " + height + " x " + width + " but its image is " + size.height() + " x "
                            + size.width() + " (height x width); it cannot be found to overlap anything"));
        }
    }

    private Quirks quirks(int[] last) {
        int zeros = 0;
        int duplicates = 0;
        for (int i = 0; i < known.size; i++) {
            zeros += known.id[i] == 0 ? 1 : 0;
            duplicates += last[i] != i ? 1 : 0;
        }
        return new Quirks(zeros, duplicates);
    }

    /** For every annotation the last one with its id: pycocotools' index has no other. */
    private int[] lastOfId() {
        int[] last = identity(known.size);
        Ranks ids = Ranks.of(Arrays.copyOf(known.id, known.size));
        if (ids.size() == known.size) {
            return last;
        }
        int[] lastOfRank = new int[ids.size()];
        for (int i = 0; i < known.size; i++) {
            lastOfRank[ids.of(known.id[i])] = i;
        }
        for (int i = 0; i < known.size; i++) {
            last[i] = lastOfRank[ids.of(known.id[i])];
        }
        return last;
    }

    /** What pycocotools would count wrongly, or has, by {@link Rules#corrected}. */
    public Quirks quirks() {
        return quirks;
    }

    private Supplier<Similarity> similarity(Truth truth, Results results) {
        double least = rules.iouThresholds()[0];
        return switch (rules.kind()) {
            case BBOX -> () -> Similarity.boxes(found, known);
            case SEGM -> () -> Similarity.masks(found, known, least);
            case BOUNDARY -> {
                MaskPool edgesFound = Boundaries.of(found, rules.boundaryRatio(), threads);
                MaskPool edgesKnown = Boundaries.of(known, rules.boundaryRatio(), threads);
                yield () -> Similarity.boundaries(found, known, edgesFound, edgesKnown, least);
            }
            case KEYPOINTS -> {
                double[] sigmas = sigmas(truth);
                yield () -> Similarity.keypoints(found, known, sigmas);
            }
        };
    }

    private double[] sigmas(Truth truth) {
        double[] sigmas = rules.sigmas();
        for (Category category : truth.categories()) {
            sigmas = sigmas == null ? category.sigmas() : sigmas;
        }
        sigmas = sigmas == null ? KeypointSimilarity.cocoSigmas() : sigmas;
        checkJoints("the truth", known, sigmas);
        checkJoints("the results", found, sigmas);
        return sigmas;
    }

    private static void checkJoints(String whose, Instances objects, double[] sigmas) {
        if (objects.size > 0 && objects.jointNumbers != 3L * sigmas.length * objects.size) {
            throw new IllegalArgumentException("the objects of " + whose + " have "
                    + objects.jointNumbers / 3 / objects.size + " keypoints each, but there are " + sigmas.length
                    + " sigmas; give one for each keypoint with --sigmas");
        }
    }

    /** Evaluates all images. */
    public Outcome run() {
        return run(imageIds);
    }

    /** Evaluates some of the images; ids of others are passed over. */
    public Outcome run(long[] ids) {
        Ranks mine = Ranks.of(imageIds);
        Ranks images = ids == imageIds ? mine : Ranks.of(only(ids, id -> mine.of(id) >= 0));
        Curves curves = new Curves(rules, categoryList);
        match(images, (matches, k) -> Accumulation.accumulate(matches, k, curves));
        return new Outcome(categoryList, curves);
    }

    /** For each category how precision and recall go with the score that is asked for, in the order of the categories. */
    public List<ScoreCurve> scoreCurves() {
        ScoreCurve[] curves = new ScoreCurve[categoryList.size()];
        match(Ranks.of(imageIds), (matches, k) -> curves[k] = ScoreCurve.of(matches, rules.mostDetections()));
        return List.of(curves);
    }

    /**
     * How often each category was taken for which, at the first IoU threshold.
     *
     * @param leastScore detections with a lower score take no part
     */
    public Confusion confusion(double leastScore) {
        Ranks images = Ranks.of(imageIds);
        Grouping truths =
                Grouping.of(entries(images), place(known, images, null), images.size(), categories.size(), false);
        Grouping detections = Grouping.of(
                identity(found.size), place(found, images, dropped), images.size(), categories.size(), false);
        Confusion.Counter counter =
                new Confusion.Counter(found, known, categories, similarity.get(), rules.iouThresholds()[0]);
        int d = 0;
        int g = 0;
        for (int image = 0; image < images.size(); image++) {
            int lastD = detections.endOfImage(d, image);
            int lastG = truths.endOfImage(g, image);
            int[] sorted = Arrays.stream(detections.order(), d, lastD)
                    .filter(i -> found.score[i] >= leastScore)
                    .toArray();
            StableOrder.byScore(found.score, sorted, 0, sorted.length);
            counter.add(
                    Arrays.copyOf(sorted, Math.min(sorted.length, rules.mostDetections())),
                    Arrays.copyOfRange(truths.order(), g, lastG));
            d = lastD;
            g = lastG;
        }
        return new Confusion(categoryList, counter.counts());
    }

    private void match(Ranks images, ObjIntConsumer<CategoryMatches> then) {
        Grouping truths = group(known, entries(images), images, null);
        Grouping detections = group(found, identity(found.size), images, dropped);
        Workers.run(threads, categoryList.size(), worker -> {
            Matching matching = new Matching(rules, found, known, similarity.get());
            return k -> then.accept(matching.match(detections, truths, k), k);
        });
    }

    /**
     * The truths in the order in which pycocotools fetches them: image by image, each in the order of the file; then each is
     * replaced by the last one of its id.
     */
    private int[] entries(Ranks images) {
        if (rules.corrected() || quirks.duplicateIds() == 0) {
            return walk;
        }
        Grouping.Place place = place(known, images, null);
        Grouping.Place byImageOnly = new Grouping.Place() {
            @Override
            public int image(int object) {
                return place.image(object);
            }

            @Override
            public int category(int object) {
                return Math.min(place.category(object), 0);
            }
        };
        Grouping byImage = Grouping.of(identity(known.size), byImageOnly, images.size(), 1, false);
        int[] entries = new int[byImage.order().length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = walk[byImage.order()[i]];
        }
        return entries;
    }

    private Grouping group(Instances objects, int[] entries, Ranks images, boolean[] without) {
        return Grouping.of(
                entries, place(objects, images, without), images.size(), categories.size(), rules.useCategories());
    }

    private Grouping.Place place(Instances objects, Ranks images, boolean[] without) {
        return new Grouping.Place() {
            @Override
            public int image(int object) {
                return without != null && without[object] ? -1 : images.of(objects.image[object]);
            }

            @Override
            public int category(int object) {
                return categories.of(objects.category[object]);
            }
        };
    }
}
