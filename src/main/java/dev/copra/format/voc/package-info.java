/** Pascal VOC: a file of XML an image, or two indexed PNGs. */
package dev.copra.format.voc;
