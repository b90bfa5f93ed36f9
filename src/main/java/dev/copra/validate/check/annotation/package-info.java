/** Checks of annotations: what they refer to, boxes, masks, keypoints, scores, spelling. */
package dev.copra.validate.check.annotation;
