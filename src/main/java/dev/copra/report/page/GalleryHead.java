package dev.copra.report.page;

import java.util.List;

/**
 * What a gallery has besides its images.
 *
 * @param layers names of the document and of the results files
 * @param findings the codes that were found, by which images can be chosen
 * @param total images of the document
 * @param scored whether the document's own instances have scores
 * @param pictures whether there is a folder of images
 */
public record GalleryHead(
        List<Category> categories,
        List<String> layers,
        List<String> findings,
        int total,
        boolean scored,
        boolean pictures) {

    /** @param color as {@code #rrggbb} @param skeleton pairs of keypoints, from 0 */
    public record Category(String name, String color, int[][] skeleton) {}
}
