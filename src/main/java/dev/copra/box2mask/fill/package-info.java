/** The simplest strategy: the box itself is the mask. */
package dev.copra.box2mask.fill;
