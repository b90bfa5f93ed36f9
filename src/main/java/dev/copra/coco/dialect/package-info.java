/** What kind of COCO file a document is: which data set's or task's rules its records follow, and which program wrote it. */
package dev.copra.coco.dialect;
