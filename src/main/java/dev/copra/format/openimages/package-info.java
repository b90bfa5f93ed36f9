/** The tables of Open Images and its masks. */
package dev.copra.format.openimages;
