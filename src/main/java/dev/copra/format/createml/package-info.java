/** The JSON of Apple's Create ML. */
package dev.copra.format.createml;
