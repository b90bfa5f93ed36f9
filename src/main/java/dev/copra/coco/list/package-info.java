/** What is learnt of a document's images and categories before its annotations, and the one rule of how annotations find their images. */
package dev.copra.coco.list;
