/**
 * Pictures: annotations drawn over their images, several side by side, and the sheet that shows many. Works without a
 * display; reads no files, its callers pass images in.
 */
package dev.copra.draw;
