/**
 * The neutral model of a data set, which knows no format: images, categories and instances, passed image by image from a
 * {@link dev.copra.dataset.DatasetSource} to a {@link dev.copra.dataset.DatasetSink}; and operations on whole COCO documents.
 */
package dev.copra.dataset;
