/**
 * Gives the records of a COCO document other ids, categories or file names: a {@link dev.copra.dataset.remap.RemapPlan}, which
 * knows what becomes what, and {@link dev.copra.dataset.remap.Remapping}, a pass of edits.
 */
package dev.copra.dataset.remap;
