/** The JSON files of ReCTS. */
package dev.copra.format.rects;
