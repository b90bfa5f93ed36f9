/** V7's Darwin: a file of JSON an image. */
package dev.copra.format.darwin;
