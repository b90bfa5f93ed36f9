/** The text files of MOTS and of MOT Challenge: tracks of objects over the frames of sequences. */
package dev.copra.format.mots;
