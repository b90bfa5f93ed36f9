/** Strategies that draw an outline into the box without looking at the image. */
package dev.copra.box2mask.polygon;
