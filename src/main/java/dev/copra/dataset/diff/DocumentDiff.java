package dev.copra.dataset.diff;

import java.util.List;

/**
 * What two documents differ in.
 *
 * @param identical whether they are equal byte for byte
 * @param respelled elements whose values are equal but written otherwise
 * @param parts what differs, by list; first of all the members that are no lists
 */
public record DocumentDiff(boolean identical, long respelled, List<Part> parts) {
    /** Keeps a copy of the parts. */
    public DocumentDiff {
        parts = List.copyOf(parts);
    }

    /** Whether they hold the same data, apart from what is ignored. */
    public boolean isEmpty() {
        return parts.stream().allMatch(part -> part.groups().isEmpty());
    }

    /**
     * What differs in a list.
     *
     * @param name of the list; null for the members of the document that are no lists
     * @param before elements in the first document
     * @param after elements in the second document
     */
    public record Part(String name, long before, long after, List<Group> groups) {
        /** Keeps a copy of the groups. */
        public Part {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Differences of a kind.
     *
     * @param member which member has changed; null if the kind says it
     * @param from the category before, of what was relabelled; else null
     * @param to the category after, of what was relabelled; else null
     * @param meanIou of before and after; NaN if there is none
     * @param leastIou of before and after; NaN if there is none
     * @param places the first of them, in the order of the documents
     */
    public record Group(
            DiffKind kind,
            String member,
            String from,
            String to,
            long count,
            double meanIou,
            double leastIou,
            List<Place> places) {
        /** Keeps a copy of the places. */
        public Group {
            places = List.copyOf(places);
        }
    }

    /**
     * A difference.
     *
     * @param where the element as the document has it that has it, or the first one: {@code annotations[12] (id 4711)}
     * @param before the start of the value in the first document; null if it has none
     * @param after the start of the value in the second document; null if it has none
     * @param iou of before and after; NaN if there is none
     */
    public record Place(String where, String before, String after, double iou) {}
}
