/**
 * The learned strategy: a small network of our own looks at each box's surroundings and at the level set's cues, and says
 * for every pixel how probably it belongs to the object. {@link dev.copra.box2mask.learned.Crop} is where it looks,
 * {@link dev.copra.box2mask.learned.Channels} what it sees. {@code scripts/train} trains it.
 */
package dev.copra.box2mask.learned;
