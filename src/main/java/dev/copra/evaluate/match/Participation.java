package dev.copra.evaluate.match;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.IdTable;
import dev.copra.coco.list.ImageSizes;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.read.Truth;
import dev.copra.evaluate.rules.AreaRange;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Remedy;
import java.io.IOException;

/** Finds the objects that play no part in an evaluation, because nothing in the truth is what they refer to, and names them. */
final class Participation {
    private final Truth truth;
    private final Rules rules;
    private final boolean[] listedImages;
    private final boolean[] declaredCategories;

    Participation(Truth truth, Rules rules) {
        this.truth = truth;
        this.rules = rules;
        Instances known = truth.objects();
        listedImages = new boolean[known.images.size()];
        for (int slot : truth.images()) {
            listedImages[slot] = true;
        }
        declaredCategories = new boolean[known.categories.size()];
        for (Category category : truth.categories()) {
            declaredCategories[known.categories.find(category.id())] = true;
        }
    }

    /** @param problems is told of truths that nothing can find */
    void checkTruths(ProblemSink problems) throws IOException {
        Instances known = truth.objects();
        AreaRange all = rules.areas().get(0);
        for (int g = 0; g < known.size; g++) {
            if (known.image[g] == Instances.NONE) {
                // an earlier evaluation by LVIS' rules has left it out, because it has no area
                continue;
            }
            if (!listedImages[known.image[g]]) {
                problems.add(wrong(
                        "image-unknown",
                        known,
                        g,
                        "there is no image with the id " + known.imageId(g) + "; the annotation counts nowhere"));
            } else if (rules.useCategories() && !declaredCategories[known.category[g]]) {
                problems.add(wrong(
                                "category-unknown",
                                known,
                                g,
                                "there is no category with the id " + known.categoryId(g)
                                        + "; the annotation counts nowhere")
                        .with(truth.categories().isEmpty() ? Remedy.NO_CATEGORIES : null));
            } else if (!known.ignore[g] && all.excludes(known.area[g])) {
                problems.add(wrong(
                        "area-range",
                        known,
                        g,
                        "the area " + known.area[g] + " is not from " + all.low() + " to " + all.high()
                                + "; the annotation counts nowhere"));
            }
        }
    }

    /**
     * Finds the detections that count nowhere.
     *
     * @param rejected is told of detections that cannot be used
     * @param notes is told of those that are odd, or whose category nobody looks for
     * @return for each detection whether it is left out
     */
    boolean[] checkDetections(Instances found, ProblemSink rejected, ProblemSink notes) throws IOException {
        boolean[] dropped = new boolean[found.size];
        boolean[] hasImage = known(found.images, truth.objects().images, listedImages);
        boolean[] hasCategory = known(found.categories, truth.objects().categories, declaredCategories);
        for (int d = 0; d < found.size; d++) {
            if (!hasImage[found.image[d]]) {
                rejected.add(
                        wrong("image-unknown", found, d, "the truth has no image with the id " + found.imageId(d)));
                dropped[d] = true;
            } else if (rules.useCategories() && !hasCategory[found.category[d]]) {
                notes.add(wrong(
                        "category-unknown",
                        found,
                        d,
                        "the truth has no category with the id " + found.categoryId(d)
                                + "; the detection counts nowhere"));
                dropped[d] = true;
            } else if (rules.kind().needsMasks()) {
                checkSize(found, d, truth.sizes(), notes);
            }
        }
        return dropped;
    }

    /** For each id of one table whether another has it and it is marked there. */
    private static boolean[] known(IdTable ids, IdTable others, boolean[] marked) {
        boolean[] known = new boolean[ids.size()];
        for (int slot = 0; slot < known.length; slot++) {
            int other = others.find(ids.id(slot));
            known[slot] = other >= 0 && marked[other];
        }
        return known;
    }

    private static void checkSize(Instances found, int d, ImageSizes sizes, ProblemSink notes) throws IOException {
        ImageSizes.Size size = sizes.get(found.imageId(d));
        int height = found.masks.height(found.mask[d]);
        int width = found.masks.width(found.mask[d]);
        if (size != null && (size.height() != height || size.width() != width)) {
            notes.add(wrong(
                    "rle-size",
                    found,
                    d,
                    "the mask is " + height + " x " + width + " but its image is " + size.height() + " x "
                            + size.width() + " (height x width); it cannot be found to overlap anything"));
        }
    }

    private static AnnotationException wrong(String code, Instances objects, int object, String message) {
        return new AnnotationException(code, "annotations[" + objects.index[object] + "]", message);
    }
}
