/**
 * Masks and detections: by strategies and by models, the inspection of models and their training, and masks as RLE by
 * themselves.
 */
package dev.copra.cli.mask;
