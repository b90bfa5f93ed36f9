/** Annotations drawn over an image. Reads no files; its callers pass the image in. */
package dev.copra.draw.overlay;
