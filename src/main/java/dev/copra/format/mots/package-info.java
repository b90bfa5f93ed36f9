/** The text files of MOTS, multi-object tracking and segmentation. */
package dev.copra.format.mots;
