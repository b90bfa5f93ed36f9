/** Tables of comma-separated values with a header. */
package dev.copra.format.csv;
