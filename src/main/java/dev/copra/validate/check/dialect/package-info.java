/** Checks of what the dialects of COCO add: captions, panoptic segments, videos, LVIS. */
package dev.copra.validate.check.dialect;
