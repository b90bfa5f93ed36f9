/** Datumaro's JSON. */
package dev.copra.format.datumaro;
