/**
 * Cues: maps over the surroundings of a box that tell object from background, shared by the level set and by what learns
 * from the same maps. A {@link dev.copra.box2mask.cue.Frame} says where the maps lie, a
 * {@link dev.copra.box2mask.cue.Pyramid} samples the image there, {@link dev.copra.box2mask.cue.CueMaps} holds all maps of
 * one instance; the other classes compute one cue each, on plain arrays. Arithmetic is float, and exponentials and
 * logarithms are {@code StrictMath}'s, so that the maps are the same on every JVM.
 */
package dev.copra.box2mask.cue;
