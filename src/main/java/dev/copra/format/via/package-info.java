/** VIA, the VGG Image Annotator: version 2 is read and written, version 3 is read. */
package dev.copra.format.via;
