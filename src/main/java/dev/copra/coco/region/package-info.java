/** Where an annotation's object is: boxes by their four numbers, segmentations as masks, and masks as members of records. */
package dev.copra.coco.region;
