/** How good boxes and masks are: COCO's evaluation by stage, and scores of inferred masks against true ones. */
package dev.copra.evaluate;
