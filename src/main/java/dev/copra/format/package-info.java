/** Formats of data sets: each reads and writes the neutral model of {@link dev.copra.dataset}. */
package dev.copra.format;
