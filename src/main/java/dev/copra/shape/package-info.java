/**
 * Outlines: polygons and boxes become masks by pycocotools' rule, masks become polygons that this rule turns into the
 * same masks again, and JTS simplifies them.
 *
 * <p>A ring is a flat array x0, y0, x1, y1, ... in continuous coordinates, pixel (0,0) covering [0,1)x[0,1); it is closed
 * without repeating its first vertex. Within a ring the even-odd rule decides what is inside, across the rings of one
 * annotation the union.
 */
package dev.copra.shape;
