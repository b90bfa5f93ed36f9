/**
 * Merges COCO documents: each is read once into a {@link dev.copra.dataset.merge.MergePart}, which says where its records lie; a
 * {@link dev.copra.dataset.merge.MergePlan} says what becomes of them; and {@link dev.copra.dataset.merge.MergeWriter} copies their
 * bytes.
 */
package dev.copra.dataset.merge;
