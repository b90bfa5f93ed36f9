/** Cityscapes: pictures of instance ids, and polygons in the order in which they are drawn. */
package dev.copra.format.cityscapes;
