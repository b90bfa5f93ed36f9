package dev.copra.evaluate.match;

import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.evaluate.figure.CategoryMatches;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.figure.ScoreCurve;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.read.Grouping;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.read.Ranks;
import dev.copra.evaluate.read.Results;
import dev.copra.evaluate.read.Truth;
import dev.copra.evaluate.rules.Rules;
import dev.copra.evaluate.similarity.Similarities;
import dev.copra.evaluate.similarity.Similarity;
import dev.copra.run.Workers;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * An evaluation of results against a truth: what belongs together is grouped once, then any part of the images can be evaluated.
 * Categories are shared out between threads; the figures do not depend on how many there are.
 */
public final class Evaluation {
    /** So few objects are matched before a second thread has begun. */
    private static final int FEW = 20_000;

    private final Rules rules;
    private final int threads;
    private final Instances known;
    private final Instances found;
    private final Ranks categories;
    private final List<Category> categoryList;
    /** Ranks of the categories by slot, of the truths and of the detections. */
    private final int[] knownCategories;

    private final int[] foundCategories;
    private final Ranks images;
    private final int[] walk;
    private final boolean[] dropped;
    private final Similarities similarities;

    private final Quirks quirks;

    /**
     * What in a truth file makes pycocotools count wrongly.
     *
     * @param zeroIds how many annotations have the id 0, so that finding them counts as a mistake
     * @param duplicateIds how many annotations have the id of a later one, which stands in for them
     */
    public record Quirks(int zeroIds, int duplicateIds) {
        /** Whether there is one. */
        public boolean any() {
            return zeroIds + duplicateIds > 0;
        }
    }

    /**
     * Prepares an evaluation.
     *
     * @param wantedImages which images are evaluated, or null for all
     * @param wantedCategories which categories are, or null for all
     * @param truthProblems is told of truths that count nowhere, because nothing can find them
     * @param rejected is told of detections that cannot be used because their image is unknown
     * @param notes is told of detections whose category is unknown, which count nowhere
     */
    public Evaluation(
            Truth truth,
            Results results,
            Rules rules,
            Predicate<Id> wantedImages,
            Predicate<Id> wantedCategories,
            int threads,
            ProblemSink truthProblems,
            ProblemSink rejected,
            ProblemSink notes)
            throws IOException {
        this.rules = rules;
        known = truth.objects();
        found = results.objects();
        this.threads = known.size + found.size < FEW ? 1 : threads;
        images = Ranks.of(known.images, only(truth.images(), known.images, wantedImages));
        categories = Ranks.of(known.categories, only(categorySlots(truth), known.categories, wantedCategories));
        categoryList =
                rules.useCategories() ? byRank(truth.categories()) : List.of(new Category(Id.NONE, "", "", "", null));
        boolean all = !rules.useCategories() && wantedCategories == null;
        knownCategories = categoryRanks(known, all);
        foundCategories = categoryRanks(found, all);
        Participation participation = new Participation(truth, rules);
        participation.checkTruths(truthProblems);
        dropped = participation.checkDetections(found, rejected, notes);
        if (rules.lvis()) {
            Federation.apply(known, found, dropped, truth.labels(), rules.mostDetections());
        }
        int[] last = lastOfId();
        quirks = quirks(last);
        walk = rules.corrected() ? identity(known.size) : last;
        similarities = new Similarities(truth, found, rules, knownCategories, threads);
    }

    private static int[] categorySlots(Truth truth) {
        int[] slots = new int[truth.categories().size()];
        for (int k = 0; k < slots.length; k++) {
            slots[k] = truth.objects().categories.find(truth.categories().get(k).id());
        }
        return slots;
    }

    private static int[] only(int[] slots, IdTable table, Predicate<Id> wanted) {
        return wanted == null
                ? slots
                : Arrays.stream(slots)
                        .filter(slot -> wanted.test(table.id(slot)))
                        .toArray();
    }

    /**
     * The ranks of categories by slot, the last being that of an object without one. Where all objects are pooled, those whose
     * category is not declared come last.
     */
    private int[] categoryRanks(Instances objects, boolean all) {
        int[] declared = categories.of(objects.categories);
        int[] ranks = Arrays.copyOf(declared, declared.length + 1);
        ranks[declared.length] = Ranks.NONE;
        for (int slot = 0; slot < ranks.length && all; slot++) {
            ranks[slot] = ranks[slot] == Ranks.NONE ? categories.size() : ranks[slot];
        }
        return ranks;
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

    private Quirks quirks(int[] last) {
        int zeros = 0;
        int zero = known.ids.find(Id.of(0));
        int duplicates = 0;
        for (int i = 0; i < known.size; i++) {
            zeros += known.id[i] == zero ? 1 : 0;
            duplicates += last[i] != i ? 1 : 0;
        }
        return new Quirks(zeros, duplicates);
    }

    /** For every annotation the last one with its id: pycocotools' index has no other. */
    private int[] lastOfId() {
        int[] last = identity(known.size);
        if (known.ids.size() == known.size) {
            return last;
        }
        int[] lastOfSlot = new int[known.ids.size()];
        for (int i = 0; i < known.size; i++) {
            lastOfSlot[known.id[i]] = i;
        }
        for (int i = 0; i < known.size; i++) {
            last[i] = lastOfSlot[known.id[i]];
        }
        return last;
    }

    /** What pycocotools would count wrongly, or has, by {@link Rules#corrected}. */
    public Quirks quirks() {
        return quirks;
    }

    /** By which it is evaluated. */
    public Rules rules() {
        return rules;
    }

    /** The categories, in the order of all figures. */
    public List<Category> categories() {
        return categoryList;
    }

    /** Evaluates all images. */
    public Curves run() {
        return run(images);
    }

    /** Evaluates some of the images; ids of others are passed over. */
    public Curves run(Collection<Id> ids) {
        return run(some(ids));
    }

    private Ranks some(Collection<Id> ids) {
        return Ranks.of(
                known.images,
                ids.stream()
                        .mapToInt(known.images::find)
                        .filter(slot -> images.of(slot) >= 0)
                        .toArray());
    }

    private Curves run(Ranks some) {
        Curves curves = new Curves(rules, categoryList);
        // a class, because lambdas take longer to link than a small file takes to be evaluated
        match(some, null, new ObjIntConsumer<>() {
            @Override
            public void accept(CategoryMatches matches, int k) {
                curves.draw(matches, k);
            }
        });
        return curves;
    }

    /** What was counted of each category, which all figures of AP and AR come from. */
    public MatchTally tally() {
        return tally(images);
    }

    /** What was counted of some of the images; ids of others are passed over. */
    public MatchTally tally(Collection<Id> ids) {
        return tally(some(ids));
    }

    private MatchTally tally(Ranks of) {
        CategoryMatches[] matches = new CategoryMatches[categoryList.size()];
        match(of, null, (ofCategory, k) -> matches[k] = ofCategory);
        List<Id> ids = IntStream.range(0, of.size()).mapToObj(of::id).toList();
        return new MatchTally(rules, categoryList, ids, List.of(matches));
    }

    /** How many truths there are in each image, one a category. */
    public List<TruthCounts> truthCounts() {
        Grouping truths = group(known, entries(images), images, null);
        return IntStream.range(0, categoryList.size())
                .mapToObj(k -> TruthCounts.of(truths, known, rules.areas(), k))
                .toList();
    }

    private List<Id> imageIds() {
        return IntStream.range(0, images.size()).mapToObj(images::id).toList();
    }

    /**
     * Passes every image with its objects of all categories, and how much they overlap. Threads share the images.
     *
     * @param least IoU that is less may be 0
     * @param most how many detections of an image are passed, the best ones
     * @param worker makes what a thread does with an image; called once in each
     */
    public void eachImage(double least, int most, Supplier<Consumer<ImagePairs>> worker) {
        PairWalk walk = new PairWalk(
                rules,
                most,
                byImage(known, images, null),
                byImage(found, images, dropped),
                place(known, images, null),
                place(found, images, dropped),
                images);
        Workers.compute(threads, images.size(), index -> {
            Similarity overlap = similarities.forThread(least);
            Consumer<ImagePairs> then = worker.get();
            return image -> then.accept(walk.pairs(image, known, found, overlap));
        });
    }

    /** For each category how precision and recall go with the score that is asked for, in the order of the categories. */
    public List<ScoreCurve> scoreCurves() {
        ScoreCurve[] curves = new ScoreCurve[categoryList.size()];
        match(images, null, (matches, k) -> curves[k] = ScoreCurve.of(matches, rules.mostDetections()));
        return List.of(curves);
    }

    /** What became of each truth and detection, image by image, ascending by their ids. */
    public List<ImageMatches> imageMatches() {
        MatchRecorder recorder = new MatchRecorder(rules, known, found, images.size());
        match(images, recorder, (matches, k) -> {});
        return recorder.images(imageIds());
    }

    /**
     * How often each category was taken for which, at the first IoU threshold.
     *
     * @param leastScore detections with a lower score take no part
     */
    public Confusion confusion(double leastScore) {
        Grouping truths = Grouping.of(entries(images), place(known, images, null), images.size(), groups(), false);
        Grouping detections =
                Grouping.of(identity(found.size), place(found, images, dropped), images.size(), groups(), false);
        Confusion.Counter counter = new Confusion.Counter(
                known,
                categoryList,
                place(known, images, null),
                place(found, images, dropped),
                similarities.forThread(rules.iouThresholds()[0]),
                rules.iouThresholds()[0]);
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
        return counter.confusion();
    }

    /** How many ranks objects can have: those without a declared category have one of their own. */
    private int groups() {
        return categories.size() + 1;
    }

    private void match(Ranks images, MatchRecorder recorder, ObjIntConsumer<CategoryMatches> then) {
        Grouping truths = group(known, entries(images), images, null);
        Grouping detections = group(found, identity(found.size), images, dropped);
        Workers.compute(threads, categoryList.size(), new IntFunction<>() {
            @Override
            public IntConsumer apply(int worker) {
                Similarity overlap = similarities.forThread(rules.iouThresholds()[0]);
                Matching matching = new Matching(rules, found, known, overlap, recorder);
                return new IntConsumer() {
                    @Override
                    public void accept(int k) {
                        then.accept(matching.match(detections, truths, k), k);
                    }
                };
            }
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
        int[] order = byImage(known, images, null).order();
        return Arrays.stream(order).map(object -> walk[object]).toArray();
    }

    /** Objects image by image, each image's in the order of the file. */
    private Grouping byImage(Instances objects, Ranks images, boolean[] without) {
        Grouping.Place place = place(objects, images, without);
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
        return Grouping.of(identity(objects.size), byImageOnly, images.size(), 1, false);
    }

    private Grouping group(Instances objects, int[] entries, Ranks images, boolean[] without) {
        return Grouping.of(entries, place(objects, images, without), images.size(), groups(), rules.useCategories());
    }

    private Grouping.Place place(Instances objects, Ranks images, boolean[] without) {
        int[] imageRanks = images.of(objects.images);
        int[] categoryRanks = objects == known ? knownCategories : foundCategories;
        return new Grouping.Place() {
            @Override
            public int image(int object) {
                boolean left = without != null && without[object] || objects.image[object] == Instances.NONE;
                return left ? Ranks.NONE : imageRanks[objects.image[object]];
            }

            @Override
            public int category(int object) {
                int slot = objects.category[object];
                return categoryRanks[slot == Instances.NONE ? categoryRanks.length - 1 : slot];
            }
        };
    }
}
