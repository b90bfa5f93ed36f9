/** Ids as Python compares them, and tables of them that take a few bytes each. */
package dev.copra.coco.id;
