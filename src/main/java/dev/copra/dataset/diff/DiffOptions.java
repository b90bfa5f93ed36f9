package dev.copra.dataset.diff;

import java.util.Set;

/**
 * How documents are compared.
 *
 * @param byOverlap whether ids mean nothing: images are matched by {@code file_name}, categories by {@code name}, annotations of an
 *     image by their overlap
 * @param masks whether the overlap of two annotations that both have a mask is that of their masks; otherwise of their boxes
 * @param iou the least overlap of annotations that are matched by it, 0 to 1
 * @param ignore kinds of difference by their {@linkplain DiffKind#label label}, lists and members that do not count
 * @param places how many differences of a group are shown
 */
public record DiffOptions(boolean byOverlap, boolean masks, double iou, Set<String> ignore, int places) {
    /**
     * Keeps a copy of what is ignored.
     *
     * @throws IllegalArgumentException if the IoU is not from 0 to 1
     */
    public DiffOptions {
        if (!(iou >= 0 && iou <= 1)) {
            throw new IllegalArgumentException("an IoU is from 0 to 1");
        }
        ignore = Set.copyOf(ignore);
    }

    boolean ignores(String name) {
        return ignore.contains(name);
    }
}
