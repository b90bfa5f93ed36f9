/**
 * Images: finding them by what an annotation file says, decoding them within bounds, their colours and their size. Images are
 * BoofCV's planar types; the origin is the top-left corner, band by band in row-major order. EXIF orientation is never
 * applied, as COCO's sizes and the tools that read them do not apply it, but it is named where it explains a mismatch.
 */
package dev.copra.image;
