/**
 * Cutting images with their annotations into tiles, and putting what was found on tiles back onto the whole images. Masks are cut and
 * joined as runs, so that no pixel is lost or gained. A tile's record says where it was: its member {@code origin} has {@code image_id},
 * {@code file_name}, {@code coco_url}, {@code width} and {@code height} of the whole image, and {@code x}, {@code y} of the tile's first pixel in it; an
 * annotation's {@code origin_id} is its id there.
 */
package dev.copra.dataset.tile;
