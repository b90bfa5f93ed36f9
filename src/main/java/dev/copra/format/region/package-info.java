/**
 * Places in an image as formats state them, where it is not as the neutral model does: ellipses, paths, turned boxes, single rings,
 * pixels of one owner; and which numbers can be positions at all.
 */
package dev.copra.format.region;
