package dev.copra.dataset.diff;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.dataset.diff.DiffMatches.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Matches annotations of one image that are known by nothing: equal ones first, then greedily by IoU, the greatest first, of equal ones
 * those of one category, then in the order of the documents. Those without box and mask, as captions are, are matched in their order.
 */
final class OverlapMatcher {
    private final DiffIndex a;
    private final DiffIndex b;
    private final Pair pair;
    private final DiffOptions options;

    OverlapMatcher(DiffIndex a, DiffIndex b, Pair pair, DiffOptions options) {
        this.a = a;
        this.b = b;
        this.pair = pair;
        this.options = options;
    }

    private record Candidate(int a, int b, double iou, boolean sameCategory) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble((Candidate c) -> -c.iou)
                .thenComparing(c -> !c.sameCategory)
                .thenComparingInt(Candidate::a)
                .thenComparingInt(Candidate::b);
    }

    /** @param images for ids of images of b the ids in a, where these differ */
    void match(Map<Id, Id> images) throws IOException {
        int[][] ofA = byImage(pair.a(), DiffMatches.taken(pair));
        boolean[] takenB = new boolean[pair.ofB().length];
        for (int i = 0; i < takenB.length; i++) {
            takenB[i] = pair.ofB()[i] != DiffPart.NONE;
        }
        int[][] ofB = byImage(pair.b(), takenB);
        for (int slot = 0; slot < ofB.length; slot++) {
            Id image = pair.b().images().id(slot);
            int slotA = pair.a().images().find(images.getOrDefault(image, image));
            if (slotA >= 0 && ofA[slotA].length > 0 && ofB[slot].length > 0) {
                matchImage(ofA[slotA], ofB[slot]);
            }
        }
    }

    /** For each image its annotations that are known by nothing and not matched. */
    private static int[][] byImage(DiffPart part, boolean[] taken) {
        int[] counts = new int[part.images().size()];
        for (int i = 0; i < part.size(); i++) {
            if (isOpen(part, taken, i)) {
                counts[part.imageSlot(i)]++;
            }
        }
        int[][] byImage = new int[counts.length][];
        Arrays.setAll(byImage, slot -> new int[counts[slot]]);
        Arrays.fill(counts, 0);
        for (int i = 0; i < part.size(); i++) {
            if (isOpen(part, taken, i)) {
                int slot = part.imageSlot(i);
                byImage[slot][counts[slot]++] = i;
            }
        }
        return byImage;
    }

    private static boolean isOpen(DiffPart part, boolean[] taken, int element) {
        return !taken[element] && part.keySlot(element) == DiffPart.NONE && part.imageSlot(element) != DiffPart.NONE;
    }

    private void matchImage(int[] ofA, int[] ofB) throws IOException {
        boolean[] doneA = new boolean[ofA.length];
        boolean[] doneB = new boolean[ofB.length];
        byte[][] bytesA = new byte[ofA.length][];
        for (int i = 0; i < ofA.length; i++) {
            bytesA[i] = a.bytes(pair.a(), ofA[i]);
        }
        byte[][] bytesB = new byte[ofB.length][];
        for (int j = 0; j < ofB.length; j++) {
            bytesB[j] = b.bytes(pair.b(), ofB[j]);
            for (int i = 0; i < ofA.length && !doneB[j]; i++) {
                if (!doneA[i] && Arrays.equals(bytesA[i], bytesB[j])) {
                    doneA[i] = true;
                    doneB[j] = true;
                    pair.ofB()[ofB[j]] = ofA[i];
                }
            }
        }
        AnnotationShape[] shapesA = shapes(a, pair.a(), ofA, bytesA, doneA);
        AnnotationShape[] shapesB = shapes(b, pair.b(), ofB, bytesB, doneB);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < shapesA.length; i++) {
            for (int j = 0; shapesA[i] != null && j < shapesB.length; j++) {
                if (shapesB[j] != null) {
                    double iou = shapesA[i].iou(shapesB[j]);
                    if (iou > 0 && iou >= options.iou()) {
                        candidates.add(new Candidate(i, j, iou, sameCategory(shapesA[i], shapesB[j])));
                    }
                }
            }
        }
        candidates.sort(Candidate.BEST_FIRST);
        for (Candidate candidate : candidates) {
            if (!doneA[candidate.a()] && !doneB[candidate.b()]) {
                doneA[candidate.a()] = true;
                doneB[candidate.b()] = true;
                pair.ofB()[ofB[candidate.b()]] = ofA[candidate.a()];
            }
        }
        matchShapeless(ofA, ofB, doneA, doneB, shapesA, shapesB);
    }

    private boolean sameCategory(AnnotationShape x, AnnotationShape y) throws IOException {
        return a.isSameCategory(x.category(), b, y.category(), options.byOverlap());
    }

    private AnnotationShape[] shapes(DiffIndex document, DiffPart part, int[] elements, byte[][] bytes, boolean[] done)
            throws IOException {
        AnnotationShape[] shapes = new AnnotationShape[elements.length];
        for (int i = 0; i < shapes.length; i++) {
            CocoRecord record = done[i] ? null : DiffIndex.record(part, elements[i], bytes[i]);
            if (record != null) {
                shapes[i] = AnnotationShape.of(
                        record, document.size(part.images().id(part.imageSlot(elements[i]))), options.masks());
            }
        }
        return shapes;
    }

    private void matchShapeless(
            int[] ofA,
            int[] ofB,
            boolean[] doneA,
            boolean[] doneB,
            AnnotationShape[] shapesA,
            AnnotationShape[] shapesB) {
        int i = 0;
        for (int j = 0; j < ofB.length; j++) {
            if (doneB[j] || shapesB[j] == null || shapesB[j].hasShape()) {
                continue;
            }
            while (i < ofA.length && (doneA[i] || shapesA[i] == null || shapesA[i].hasShape())) {
                i++;
            }
            if (i < ofA.length) {
                doneA[i] = true;
                pair.ofB()[ofB[j]] = ofA[i];
            }
        }
    }
}
