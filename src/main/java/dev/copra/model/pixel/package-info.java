/**
 * Models that say what each pixel is, applied to the crop of a box: semantic ones and those that set a foreground off.
 */
package dev.copra.model.pixel;
