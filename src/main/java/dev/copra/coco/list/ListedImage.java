package dev.copra.coco.list;

import dev.copra.coco.id.Id;

/**
 * An image as a document lists it.
 *
 * @param height in pixels; 0 if it is not known
 * @param width in pixels; 0 if it is not known
 * @param fileName as the document has it, or null
 * @param cocoUrl as the document has it, or null
 */
public record ListedImage(Id id, int height, int width, String fileName, String cocoUrl) {}
