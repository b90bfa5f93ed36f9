/** The label files of DOTA. */
package dev.copra.format.dota;
