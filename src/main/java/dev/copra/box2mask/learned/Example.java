package dev.copra.box2mask.learned;

import dev.copra.box2mask.Target;
import dev.copra.mask.Rle;

/**
 * An annotation as the network learns from it.
 *
 * @param mask its true mask, or null: then it is only another box to its image's other annotations
 */
record Example(Target target, Rle mask) {}
