/** What is drawn over an image: one {@code Item} an annotation. */
package dev.copra.draw.item;
