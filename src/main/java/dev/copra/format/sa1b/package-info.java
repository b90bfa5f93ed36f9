/** The masks of SA-1B. */
package dev.copra.format.sa1b;
