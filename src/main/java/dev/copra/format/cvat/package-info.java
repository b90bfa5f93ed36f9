/** CVAT's own XML, for images and for videos. */
package dev.copra.format.cvat;
