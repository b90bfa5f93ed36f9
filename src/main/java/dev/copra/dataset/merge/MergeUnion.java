package dev.copra.dataset.merge;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.overlap.BoxOverlap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds annotations that a united image has already: of the same category, both a crowd or neither, and with boxes whose IoU is at
 * least the given one. Each annotation of earlier documents stands for one of a later document at most, that of the greatest IoU.
 */
final class MergeUnion {
    /** An annotation of one of the united images. */
    private record Candidate(int part, int at, Id category, boolean crowd, double[] box) {}

    private final List<MergePart> parts;
    private final List<MergeFate> fates;
    private final double iou;
    private final MergeTally tally;

    MergeUnion(List<MergePart> parts, List<MergeFate> fates, double iou, MergeTally tally) {
        this.parts = parts;
        this.fates = fates;
        this.iou = iou;
        this.tally = tally;
    }

    void plan() throws IOException {
        Map<Id, Integer> groups = new HashMap<>();
        int[][] groupOf = new int[parts.size()][];
        for (int p = 0; p < parts.size(); p++) {
            groupOf[p] = new int[parts.get(p).imageIds.size()];
            Arrays.fill(groupOf[p], -1);
        }
        if (parts.stream().allMatch(part -> part.size(Section.IMAGES) == 0)) {
            groupByReference(groups, groupOf);
        } else {
            groupByImage(groups, groupOf);
        }
        List<Grouped> annotations = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            annotations.add(new Grouped(parts.get(p), groupOf[p], groups.size()));
        }
        for (int group = 0; group < groups.size(); group++) {
            plan(annotations, group);
        }
    }

    /** The annotations of united images in one document, by image: 4 bytes each. */
    private static final class Grouped {
        final int[] start;
        final int[] annotations;

        Grouped(MergePart part, int[] groupOf, int groups) {
            start = new int[groups + 1];
            for (int a = 0; a < part.size(Section.ANNOTATIONS); a++) {
                int group = group(part, groupOf, a);
                if (group >= 0) {
                    start[group + 1]++;
                }
            }
            for (int group = 0; group < groups; group++) {
                start[group + 1] += start[group];
            }
            annotations = new int[start[groups]];
            int[] next = start.clone();
            for (int a = 0; a < part.size(Section.ANNOTATIONS); a++) {
                int group = group(part, groupOf, a);
                if (group >= 0) {
                    annotations[next[group]++] = a;
                }
            }
        }

        private static int group(MergePart part, int[] groupOf, int annotation) {
            int slot = part.imageOf(annotation);
            return slot < 0 ? -1 : groupOf[slot];
        }
    }

    /** Images that are gone, and those with which they are united. */
    private void groupByImage(Map<Id, Integer> groups, int[][] groupOf) {
        for (int p = 0; p < parts.size(); p++) {
            for (int i = fates.get(p).goneImages.nextSetBit(0);
                    i >= 0;
                    i = fates.get(p).goneImages.nextSetBit(i + 1)) {
                int slot = parts.get(p).imageSlots[i];
                if (slot >= 0) {
                    groups.putIfAbsent(newImage(p, slot), groups.size());
                }
            }
        }
        for (int p = 0; p < parts.size(); p++) {
            for (int slot = 0; slot < groupOf[p].length; slot++) {
                groupOf[p][slot] = groups.getOrDefault(newImage(p, slot), -1);
            }
        }
    }

    /** Results list no images: those that two of them refer to. */
    private void groupByReference(Map<Id, Integer> groups, int[][] groupOf) {
        for (int p = 1; p < parts.size(); p++) {
            for (int slot = 0; slot < groupOf[p].length; slot++) {
                Id id = parts.get(p).imageIds.id(slot);
                for (int before = 0; before < p; before++) {
                    int earlier = parts.get(before).imageIds.find(id);
                    if (earlier >= 0) {
                        groupOf[p][slot] = groups.computeIfAbsent(id, i -> groups.size());
                        groupOf[before][earlier] = groupOf[p][slot];
                    }
                }
            }
        }
        tally.duplicateImages += groups.size();
    }

    private Id newImage(int part, int slot) {
        Id id = parts.get(part).imageIds.id(slot);
        byte[] changed = fates.get(part).images.get(id);
        return changed == null ? id : Id.parse(changed, 0, changed.length);
    }

    private void plan(List<Grouped> annotations, int group) throws IOException {
        List<Candidate> kept = new ArrayList<>();
        boolean isFirst = true;
        for (int p = 0; p < parts.size(); p++) {
            List<Candidate> own = new ArrayList<>();
            Grouped ofPart = annotations.get(p);
            for (int a = ofPart.start[group]; a < ofPart.start[group + 1]; a++) {
                Candidate candidate = candidate(p, ofPart.annotations[a], isFirst);
                if (candidate != null) {
                    own.add(candidate);
                }
            }
            isFirst &= ofPart.start[group] == ofPart.start[group + 1];
            boolean[] taken = new boolean[kept.size()];
            List<Candidate> added = new ArrayList<>();
            for (Candidate candidate : own) {
                int best = best(candidate, kept, taken);
                if (best >= 0) {
                    taken[best] = true;
                    fates.get(p).goneAnnotations.set(candidate.at());
                    tally.duplicateAnnotations++;
                } else {
                    added.add(candidate);
                }
            }
            kept.addAll(added);
        }
    }

    private int best(Candidate candidate, List<Candidate> kept, boolean[] taken) {
        int best = -1;
        double most = iou;
        for (int k = 0; k < taken.length; k++) {
            Candidate other = kept.get(k);
            if (!taken[k] && other.category().equals(candidate.category()) && other.crowd() == candidate.crowd()) {
                double overlap = BoxOverlap.iou(candidate.box(), 0, other.box(), 0, false);
                if (overlap >= most && (best < 0 || overlap > most)) {
                    best = k;
                    most = overlap;
                }
            }
        }
        return best;
    }

    /** An annotation with what is compared, or null if it has no box. */
    private Candidate candidate(int p, int at, boolean isFirst) throws IOException {
        CocoRecord annotation = parts.get(p).record(Section.ANNOTATIONS, at);
        if (!isFirst && annotation.has("segments_info")) {
            throw new RefusedException(
                    parts.get(p).name + ": " + annotation.where()
                            + " has the segments of an image that is in an earlier file, too; panoptic images cannot be united",
                    Remedy.DUPLICATES);
        }
        try {
            Id category = annotation.id("category_id");
            byte[] changed = fates.get(p).categories.get(category);
            double[] box = annotation.numbers("bbox");
            return box == null || box.length != 4
                    ? null
                    : new Candidate(
                            p,
                            at,
                            changed == null ? category : Id.parse(changed, 0, changed.length),
                            annotation.flag("iscrowd"),
                            box);
        } catch (AnnotationException e) {
            parts.get(p).problems.add(e);
            return null;
        }
    }
}
