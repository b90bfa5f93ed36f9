/**
 * How good detections are, by the stages that pycocotools' {@code COCOeval} has: objects are read into columns, matched image
 * by image, accumulated into curves over a category, and summarised. Figures are equal to pycocotools 2.0.11 to the last bit.
 * Also scores of inferred masks against true ones, LVIS, boundary IoU, panoptic quality, proposals and anchors.
 */
package dev.copra.evaluate;
