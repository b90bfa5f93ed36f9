package dev.copra.box2mask.learned;

import dev.copra.box2mask.Target;
import dev.copra.box2mask.cue.Frame;

/**
 * What the network says of a box.
 *
 * @param frame the box's crop
 * @param probability row-major over the crop, in [0, 1]
 */
record Answer(Target target, Frame frame, float[] probability) {}
