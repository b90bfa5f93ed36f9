/**
 * Boxes and run-length encoded masks: the values, the string codec and the algebra. Depends on nothing but the JDK.
 *
 * <p>Conventions, here and everywhere: the origin is the top-left corner, x grows to the right and y downwards, pixel
 * (0,0) covers [0,1)x[0,1). Masks are column-major, as in pycocotools: pixel (x, y) has the position y + height * x.
 */
package dev.copra.mask;
