package dev.copra.dataset.crop;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.region.BoxRotation;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.awt.image.BufferedImage;

/**
 * What of an image is shown of an instance.
 *
 * @param left first column; may lie beyond the image
 * @param top first row; may lie beyond the image
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param mask of the image, of which only these pixels are shown; null for all
 */
record CropShape(int left, int top, int width, int height, Rle mask) {
    /** A side longer than this is no picture for a classifier, and its pixels may not fit into memory. */
    private static final int MOST_PIXELS = 1 << 28;

    /**
     * The shape of an annotation; null if its box is smaller than is asked for.
     *
     * @throws AnnotationException if it has no box or mask, lies beyond the image, or lacks the mask that is needed
     */
    static CropShape of(
            CocoRecord record, CropOptions options, SegmentationRasterizer rasterizer, int imageHeight, int imageWidth)
            throws AnnotationException {
        Rle mask = options.background().kept() && record.numbers("bbox") != null
                ? null
                : rasterizer.rasterize(record.segmentation(), record, imageHeight, imageWidth);
        if (!options.background().kept() && (mask == null || mask.isEmpty())) {
            throw record.wrong("no-mask", "it has no mask, so that its background is not known");
        }
        Box box = box(record, mask);
        if (Math.min(box.width(), box.height()) < options.minSide()) {
            return null;
        }
        Box shown = options.padding().around(box);
        double left = Math.max(0, Math.floor(shown.x()));
        double top = Math.max(0, Math.floor(shown.y()));
        double right = Math.min(imageWidth, Math.ceil(shown.right()));
        double bottom = Math.min(imageHeight, Math.ceil(shown.bottom()));
        if (left >= right || top >= bottom) {
            throw record.wrong("bbox-away", "nothing of it lies in its image");
        }
        int width = (int) (right - left);
        int height = (int) (bottom - top);
        if (options.square()) {
            int side = Math.max(width, height);
            if ((long) side * side > MOST_PIXELS) {
                throw record.wrong("crop-large", "a square of " + side + " pixels a side is too large");
            }
            left = place(left, width, side, imageWidth);
            top = place(top, height, side, imageHeight);
            width = side;
            height = side;
        }
        return new CropShape(
                (int) left, (int) top, width, height, options.background().kept() ? null : mask);
    }

    /** Where a longer stretch begins that has a shorter one in its middle, and lies in the image if it can. */
    private static double place(double from, int length, int longer, int side) {
        double start = Math.floor(from - (longer - length) / 2.0);
        return longer > side ? Math.floor((side - longer) / 2.0) : Math.max(0, Math.min(start, side - longer));
    }

    private static Box box(CocoRecord record, Rle mask) throws AnnotationException {
        double[] box = record.numbers("bbox");
        if (box == null || box.length == 0) {
            if (mask == null || mask.isEmpty()) {
                throw record.wrong("no-place", "it has neither box nor mask");
            }
            return mask.bounds();
        }
        if (box.length != 4) {
            throw record.wrong("bbox-length", "bbox is " + record.excerpt("bbox") + ", not x, y, width and height");
        }
        try {
            Box plain = new Box(box[0], box[1], box[2], box[3]);
            double degrees = BoxRotation.degrees(record);
            return degrees == 0 ? plain : new TurnedBox(plain, degrees).bounds();
        } catch (IllegalArgumentException e) {
            throw record.wrong("bbox-negative", e.getMessage());
        }
    }

    /** The picture. */
    BufferedImage of(Planar<GrayU8> rgb, CropBackground background) {
        boolean transparent = !background.kept() && background.isTransparent();
        BufferedImage picture = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Rle part = mask == null
                ? null
                : mask.crop(
                        Math.max(0, left),
                        Math.max(0, top),
                        Math.min(rgb.width, left + width),
                        Math.min(rgb.height, top + height));
        byte[] dense = part == null ? null : part.toDense();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int imageX = left + x;
                int imageY = top + y;
                boolean shown = imageX >= 0 && imageY >= 0 && imageX < rgb.width && imageY < rgb.height;
                if (shown && dense != null) {
                    shown = dense[imageY - Math.max(0, top) + part.height() * (imageX - Math.max(0, left))] != 0;
                }
                picture.setRGB(
                        x,
                        y,
                        shown
                                ? 0xFF000000
                                        | rgb.getBand(0).get(imageX, imageY) << 16
                                        | rgb.getBand(1).get(imageX, imageY) << 8
                                        | rgb.getBand(2).get(imageX, imageY)
                                : background.argb());
            }
        }
        return picture;
    }
}
