/** Labelbox: the list of data rows that it exports. */
package dev.copra.format.labelbox;
