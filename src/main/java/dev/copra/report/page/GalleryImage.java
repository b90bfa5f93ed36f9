package dev.copra.report.page;

import java.util.List;

/**
 * An image of a gallery.
 *
 * @param at its place in the document, from 0
 * @param width of the document's image, in whose pixels all shapes are
 * @param picture its picture as a {@code data:} address; null if the page asks a server, or if there is none
 * @param problem why there is no picture; null if there is one
 * @param iou the mean over the truths that count, of which one that is missed has 0; NaN if there is none
 * @param findings indices of the codes that were found on it
 */
public record GalleryImage(
        int at,
        String id,
        String file,
        int width,
        int height,
        String picture,
        String problem,
        double iou,
        int[] findings,
        List<Shape> shapes) {

    /**
     * An instance.
     *
     * @param layer 0 for the document, then the results files
     * @param category index in the gallery's list; -1 if it is not declared
     * @param box x, y, width, height; null if it has none
     * @param corners of a turned box, around which {@code box} is: x and y of each of four; null if it is upright
     * @param counts its mask as pycocotools' string, of the image's height and width; null if it has none
     * @param score NaN if it has none
     * @param outcome tp, fp, fn or ignored; null if nothing was compared
     * @param iou with what it was matched with; NaN if there is none
     * @param area in pixels: the mask's, else the box's
     * @param keypoints x, y, v of each; null if it has none
     * @param findings indices of the codes that were found on it
     */
    public record Shape(
            int layer,
            String id,
            int category,
            double[] box,
            double[] corners,
            String counts,
            double score,
            String outcome,
            double iou,
            double area,
            boolean crowd,
            double[] keypoints,
            int[] findings) {}

    /** The same image with a picture, or with the reason why there is none. */
    public GalleryImage withPicture(String newPicture, String newProblem) {
        return new GalleryImage(at, id, file, width, height, newPicture, newProblem, iou, findings, shapes);
    }
}
