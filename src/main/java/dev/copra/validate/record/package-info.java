/** A record under examination, and what it is held against: the images, categories and videos of the document. */
package dev.copra.validate.record;
