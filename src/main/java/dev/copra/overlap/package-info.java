/**
 * How much two objects overlap -- boxes and masks, as pycocotools measures it, crowds included -- and what follows from that:
 * matching detections with the truth, and suppressing detections that overlap better ones. Boxes are x, y, width, height;
 * masks are column-major.
 */
package dev.copra.overlap;
