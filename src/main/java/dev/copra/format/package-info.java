/**
 * Formats of data sets: each reads and writes the neutral model of {@link dev.copra.dataset}. All of them are known here, and here a
 * data set is converted. Each is a package of its own, which stands on {@code contract}, {@code name}, {@code region} and
 * {@code text} and not on other formats.
 */
package dev.copra.format;
