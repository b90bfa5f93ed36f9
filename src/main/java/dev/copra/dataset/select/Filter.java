package dev.copra.dataset.select;

import dev.copra.coco.ProblemSink;
import java.util.BitSet;
import java.util.List;

/**
 * Which annotations and images stay. An annotation stays if it meets all conditions on annotations, and its image those on images. An
 * image that does not meet its conditions goes; one without annotations stays, unless those are dropped.
 *
 * @param annotation conditions that an annotation meets by itself
 * @param category of which categories it is, or null
 * @param image conditions that an image meets by itself
 * @param has for each of these, an image has an annotation of one of its categories
 * @param perImage how many annotations that meet their conditions an image has, or null
 * @param invert whether exactly the other annotations stay, and the images that have them or do not meet their conditions
 * @param dropEmpty whether images without annotations go
 * @param dropUnused whether categories without annotations go
 */
public record Filter(
        List<RecordCondition> annotation,
        CategoryChoice category,
        ImageConditions image,
        List<CategoryChoice> has,
        NumberRange perImage,
        boolean invert,
        boolean dropEmpty,
        boolean dropUnused) {

    /** Starts the first pass over a document. */
    public Survey survey(ProblemSink problems) {
        return new Survey(annotation, (slot, record) -> image.holds(record), false, problems);
    }

    /** Whether there is a condition on annotations. */
    public boolean choosesAnnotations() {
        return !annotation.isEmpty() || category != null;
    }

    private boolean choosesImages() {
        return image.any() || !has.isEmpty() || perImage != null;
    }

    /**
     * What stays, and why other images and categories do not.
     *
     * @param otherImages images that go because of the conditions
     * @param emptyImages images that go because they have no annotations
     * @param unusedCategories declared categories that no annotation has that stays
     */
    public record Outcome(StayingRecords staying, int otherImages, int emptyImages, int unusedCategories) {}

    /**
     * Decides, after the first pass.
     *
     * @throws IllegalArgumentException if a category that was named is not there
     */
    public Outcome apply(Survey survey) {
        BitSet annotations = survey.fitting();
        if (category != null) {
            BitSet wanted = category.of(survey.categories());
            for (int i = annotations.nextSetBit(0); i >= 0; i = annotations.nextSetBit(i + 1)) {
                int of = survey.categoryOf(i);
                if (of < 0 || !wanted.get(of)) {
                    annotations.clear(i);
                }
            }
        }
        // a bad record is kept, and told
        annotations.or(survey.unreadable());
        BitSet images = images(survey, annotations);
        if (choosesImages()) {
            for (int i = annotations.nextSetBit(0); i >= 0; i = annotations.nextSetBit(i + 1)) {
                int of = survey.imageOf(i);
                if (of < 0 || !images.get(of)) {
                    annotations.clear(i);
                }
            }
        }
        if (invert) {
            annotations.flip(0, survey.annotations());
            if (choosesAnnotations()) {
                images = StayingRecords.all(survey.images().size());
            } else {
                images.flip(0, survey.images().size());
            }
        }
        return outcome(survey, annotations, images);
    }

    private BitSet images(Survey survey, BitSet annotations) {
        int size = survey.images().size();
        BitSet images = new BitSet(size);
        for (int slot = 0; slot < size; slot++) {
            Boolean fits = survey.fits(slot);
            images.set(slot, fits == null ? image.holds(survey.images().id(slot)) : fits);
        }
        for (CategoryChoice one : has) {
            BitSet wanted = one.of(survey.categories());
            BitSet with = new BitSet(size);
            survey.forEachObject(
                    (annotation, of, category, area) -> with.set(of, with.get(of) || wanted.get(category)));
            images.and(with);
        }
        if (perImage != null) {
            int[] counts = new int[size];
            annotations.stream().map(survey::imageOf).filter(of -> of >= 0).forEach(of -> counts[of]++);
            for (int slot = 0; slot < size; slot++) {
                images.set(slot, images.get(slot) && perImage.contains(counts[slot]));
            }
        }
        return images;
    }

    private Outcome outcome(Survey survey, BitSet annotations, BitSet images) {
        int others = 0;
        int empty = 0;
        BitSet annotated = new BitSet();
        annotations.stream().map(survey::imageOf).filter(of -> of >= 0).forEach(annotated::set);
        for (int slot = 0; slot < survey.images().size(); slot++) {
            if (!images.get(slot)) {
                others += survey.isListed(slot) ? 1 : 0;
            } else if (dropEmpty && !annotated.get(slot)) {
                empty += survey.isListed(slot) ? 1 : 0;
                images.clear(slot);
            }
        }
        BitSet used = used(survey, annotations, images);
        int unused = 0;
        for (int slot = 0; slot < survey.categories().size(); slot++) {
            unused += survey.categories().isDeclared(slot) && !used.get(slot) ? 1 : 0;
        }
        BitSet categories =
                dropUnused ? used : StayingRecords.all(survey.categories().size());
        return new Outcome(new StayingRecords(annotations, images, categories), others, empty, unused);
    }

    private static BitSet used(Survey survey, BitSet annotations, BitSet images) {
        BitSet used = new BitSet();
        survey.forEachObject((annotation, image, category, area) -> {
            // segments stay with their image
            if (annotation < 0 ? images.get(image) : annotations.get(annotation)) {
                used.set(category);
            }
        });
        return used;
    }
}
