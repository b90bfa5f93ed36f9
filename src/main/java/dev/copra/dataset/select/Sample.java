package dev.copra.dataset.select;

import dev.copra.coco.ProblemSink;
import dev.copra.collect.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A random choice of images, with all their annotations. What must be in it is drawn first: an image of each choice of categories,
 * then images of each category, the rarest first.
 *
 * @param amount how many images, or null for no more than must be in it
 * @param stratify whether the shares of categories and sizes are to be those of all images
 * @param perCategory how many images of each category must be in it, if there are as many
 * @param has of each of these an image must be in it
 * @param seed the same seed and document give the same images
 */
public record Sample(Amount amount, boolean stratify, int perCategory, List<CategoryChoice> has, long seed) {
    /** How many images there are to be. */
    public record Amount(double number, boolean percent) {
        /** Reads a number such as {@code 200} or {@code 10%}. @throws IllegalArgumentException if it is neither */
        public static Amount parse(String text) {
            boolean percent = text.endsWith("%");
            String number = percent ? text.substring(0, text.length() - 1) : text;
            if (!number.matches(percent ? "\\d{1,3}(\\.\\d*)?|\\.\\d+" : "\\d{1,9}")
                    || percent && Double.parseDouble(number) > 100) {
                throw new IllegalArgumentException("'" + text + "' is no number of images; write 200, or 10% of them");
            }
            return new Amount(Double.parseDouble(number), percent);
        }

        int of(int images) {
            return (int) Math.min(images, percent ? Math.round(number / 100 * images) : number);
        }
    }

    /** Starts the first pass over a document. */
    public Survey survey(ProblemSink problems) {
        return new Survey(List.of(), (slot, record) -> true, stratify, problems);
    }

    /**
     * What was drawn.
     *
     * @param from how many images it was drawn from
     * @param images how many were drawn
     * @param required how many of them had to be in it
     * @param scarce categories that have fewer images than wanted of each
     */
    public record Outcome(StayingRecords staying, int from, int images, int required, int scarce) {}

    /**
     * Draws, after the first pass.
     *
     * @throws IllegalArgumentException if a category that was named is not there or has no image, or if more images must be in the
     *     sample than it may have
     */
    public Outcome apply(Survey survey) {
        int[] candidates = candidates(survey);
        SplitMix64 random = new SplitMix64(seed);
        BitSet chosen = new BitSet();
        LabelLists categories = LabelLists.categories(survey);
        for (CategoryChoice one : has) {
            drawOne(one, survey, categories, candidates, random, chosen);
        }
        int scarce = perCategory > 0 ? drawPerCategory(categories, candidates, random, chosen) : 0;
        int required = chosen.cardinality();
        int size = amount == null ? required : amount.of(candidates.length);
        if (required > size) {
            throw new IllegalArgumentException(required + " images must be in the sample, which are more than the "
                    + size + " that were asked for");
        }
        if (stratify) {
            drawStratified(survey, candidates, size, random, chosen);
        } else {
            drawAny(candidates, size, random, chosen);
        }
        BitSet annotations = new BitSet();
        for (int i = 0; i < survey.annotations(); i++) {
            int image = survey.imageOf(i);
            annotations.set(i, image >= 0 && chosen.get(image));
        }
        StayingRecords staying = new StayingRecords(
                annotations, chosen, StayingRecords.all(survey.categories().size()));
        return new Outcome(staying, candidates.length, size, required, scarce);
    }

    /** The images that the document lists, or, where it lists none, those that its annotations name. */
    private static int[] candidates(Survey survey) {
        IntStream all = IntStream.range(0, survey.images().size());
        return survey.imageRecords() > 0 ? all.filter(survey::isListed).toArray() : all.toArray();
    }

    private static void drawOne(
            CategoryChoice one,
            Survey survey,
            LabelLists categories,
            int[] candidates,
            SplitMix64 random,
            BitSet chosen) {
        BitSet wanted = one.of(survey.categories());
        int[] with = Arrays.stream(candidates)
                .filter(image -> wanted.stream().anyMatch(category -> categories.has(image, category)))
                .toArray();
        if (with.length == 0) {
            throw new IllegalArgumentException("no image has an annotation of " + String.join(" or ", one.words()));
        }
        if (Arrays.stream(with).noneMatch(chosen::get)) {
            chosen.set(with[random.below(with.length)]);
        }
    }

    private int drawPerCategory(LabelLists categories, int[] candidates, SplitMix64 random, BitSet chosen) {
        BitSet permitted = new BitSet();
        Arrays.stream(candidates).forEach(permitted::set);
        LabelLists.ByLabel byLabel = categories.byLabel();
        List<int[]> lists = new ArrayList<>();
        for (int category = 0; category < categories.nothing(); category++) {
            lists.add(Arrays.stream(byLabel.of(category)).filter(permitted::get).toArray());
        }
        lists.sort(Comparator.comparingInt(list -> list.length));
        int scarce = 0;
        for (int[] images : lists) {
            scarce += images.length > 0 && images.length < perCategory ? 1 : 0;
            int missing = perCategory
                    - (int) Arrays.stream(images).filter(chosen::get).count();
            random.shuffle(images);
            for (int i = 0; i < images.length && missing > 0; i++) {
                if (!chosen.get(images[i])) {
                    chosen.set(images[i]);
                    missing--;
                }
            }
        }
        return scarce;
    }

    private static void drawAny(int[] candidates, int size, SplitMix64 random, BitSet chosen) {
        int[] others =
                Arrays.stream(candidates).filter(image -> !chosen.get(image)).toArray();
        random.shuffle(others);
        int missing = size - chosen.cardinality();
        Arrays.stream(others, 0, missing).forEach(chosen::set);
    }

    private static void drawStratified(Survey survey, int[] candidates, int size, SplitMix64 random, BitSet chosen) {
        LabelLists labels = LabelLists.categoriesAndSizes(survey);
        int[] weights = new int[labels.size()];
        Arrays.stream(candidates).forEach(image -> weights[image] = 1);
        double share = candidates.length == 0 ? 0 : (double) size / candidates.length;
        // images that are not listed weigh nothing, and are left out from the start
        Stratification division = new Stratification(labels, weights, new double[] {share, 1 - share}, random);
        for (int image = 0; image < labels.size(); image++) {
            if (weights[image] == 0) {
                division.put(image, 1);
            } else if (chosen.get(image)) {
                division.put(image, 0);
            }
        }
        int[] parts = division.run();
        IntStream.range(0, parts.length).filter(image -> parts[image] == 0).forEach(chosen::set);
    }
}
