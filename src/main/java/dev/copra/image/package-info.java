/**
 * Images: finding them by what an annotation file says, decoding them within bounds, their colours and their size. Images are
 * BoofCV's planar types; the origin is the top-left corner, band by band in row-major order. {@link
 * dev.copra.image.ImageFinder} has the one rule by which a record finds its file, {@link dev.copra.image.Orientation} that for
 * EXIF.
 */
package dev.copra.image;
