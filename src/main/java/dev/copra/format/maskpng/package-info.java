/** Masks as PNGs with a table: a PNG an instance, or an indexed PNG an image as DAVIS has them. */
package dev.copra.format.maskpng;
