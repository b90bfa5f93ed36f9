/** Several pictures as one: the panels of an image beside each other, and many images on a sheet. */
package dev.copra.draw.sheet;
