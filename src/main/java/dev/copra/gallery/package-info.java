/**
 * The images of a document with what is said of them, to be looked at: instances with masks and what became of them, columns by which images
 * are chosen, pictures in the size that is wanted, and the pages that are made of all this.
 */
package dev.copra.gallery;
