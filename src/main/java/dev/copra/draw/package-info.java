/**
 * Pictures of annotated images. This package reads what is shown, chooses images and draws them by several threads; {@code item} is what is
 * drawn of an annotation, {@code colour} and {@code label} decide its colour and the place of its name, {@code overlay} draws it over
 * an image, and {@code sheet} puts pictures together. Works without a display.
 */
package dev.copra.draw;
