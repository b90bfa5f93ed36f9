package dev.copra.validate;

import dev.copra.coco.CocoInput;

/**
 * What to check besides the document itself.
 *
 * @param threads how many check annotations
 * @param groundTruth the data set that a results file belongs to, or null
 */
public record ValidationOptions(int threads, CocoInput groundTruth) {}
