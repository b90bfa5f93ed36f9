/** Whole-file operations on COCO documents. */
package dev.copra.dataset;
