package dev.copra.box2mask.learned;

import dev.copra.box2mask.Target;
import dev.copra.box2mask.cue.Frame;

/**
 * What the network says of a box.
 *
 * @param index of the target among those asked about
 * @param frame the box's crop
 * @param probability row-major over the crop, in [0, 1]
 * @param sides how far the object reaches beyond the left, upper, right and lower side of the box, as shares of the box's
 *     extent; negative where it ends before the side
 * @param inexact log odds that the box does not fit the object
 */
record Answer(int index, Target target, Frame frame, float[] probability, float[] sides, float inexact) {}
