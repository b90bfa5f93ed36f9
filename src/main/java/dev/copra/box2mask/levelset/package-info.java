/**
 * The level-set strategy: one curve per box, evolved on colour, segments, geodesic distances, category shape and the
 * image's other instances. {@link dev.copra.box2mask.levelset.Evolution} states the energy.
 */
package dev.copra.box2mask.levelset;
