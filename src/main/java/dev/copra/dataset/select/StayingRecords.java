package dev.copra.dataset.select;

import java.util.BitSet;

/**
 * What stays of a document.
 *
 * @param annotations by position
 * @param images by slot
 * @param categories by slot
 */
public record StayingRecords(BitSet annotations, BitSet images, BitSet categories) {
    /** All of a document. */
    static StayingRecords all(Survey survey) {
        BitSet annotations = new BitSet();
        annotations.set(0, survey.annotations());
        return new StayingRecords(
                annotations,
                all(survey.images().size()),
                all(survey.categories().size()));
    }

    static BitSet all(int size) {
        BitSet all = new BitSet(size);
        all.set(0, size);
        return all;
    }
}
