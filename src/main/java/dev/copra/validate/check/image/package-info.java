/** Checks of images: their records, their names, their files, and what they share with another document. */
package dev.copra.validate.check.image;
