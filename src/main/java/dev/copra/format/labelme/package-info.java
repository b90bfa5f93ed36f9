/** LabelMe: a JSON file beside each image. */
package dev.copra.format.labelme;
