package dev.copra.model.frame;

import dev.copra.image.Resampling;
import dev.copra.mask.Box;

/**
 * How a small square map over a box, as Mask R-CNN predicts it, becomes a patch of the image. The projects agree in that the
 * map is enlarged linearly, and differ in where its cells lie.
 */
public enum Pasting {
    /**
     * torchvision and maskrcnn-benchmark ({@code paste_masks_in_image} in {@code roi_heads.py}): a border of zeros is put
     * around the map, the box is enlarged accordingly, its corners are cut to whole numbers, and the right and lower one
     * belong to it.
     */
    PADDED {
        @Override
        public Patch paste(float[] map, int height, int width, Box box, int imageHeight, int imageWidth) {
            float[] padded = new float[(height + 2) * (width + 2)];
            for (int y = 0; y < height; y++) {
                System.arraycopy(map, y * width, padded, (y + 1) * (width + 2) + 1, width);
            }
            float[] x = enlarged((float) box.x(), (float) box.right(), width);
            float[] y = enlarged((float) box.y(), (float) box.bottom(), height);
            Box larger = Box.ofCorners(x[0], y[0], x[1], y[1]);
            return WHOLE.paste(padded, height + 2, width + 2, larger, imageHeight, imageWidth);
        }

        /** In floats, because what follows is cut to whole numbers. */
        private float[] enlarged(float from, float to, int cells) {
            float half = (to - from) * .5f * (float) ((cells + 2.) / cells);
            float centre = (to + from) * .5f;
            return new float[] {centre - half, centre + half};
        }
    },

    /**
     * Mask R-CNN of the ONNX model zoo (its README): the box's corners are cut to whole numbers, the right and lower one belong
     * to it.
     */
    WHOLE {
        @Override
        public Patch paste(float[] map, int height, int width, Box box, int imageHeight, int imageWidth) {
            int left = (int) box.x();
            int top = (int) box.y();
            int columns = Math.max(1, (int) box.right() - left + 1);
            int rows = Math.max(1, (int) box.bottom() - top + 1);
            int x0 = Math.max(0, -left);
            int y0 = Math.max(0, -top);
            int x1 = Math.min(columns, imageWidth - left);
            int y1 = Math.min(rows, imageHeight - top);
            if (x0 >= x1 || y0 >= y1) {
                return Patch.NONE;
            }
            Resampling across = new Resampling(width, columns, Resampling.Kernel.LINEAR);
            Resampling down = new Resampling(height, rows, Resampling.Kernel.LINEAR);
            float[] values = Resampling.window(map, 0, 0, width, across, down, x0, y0, x1, y1);
            return new Patch(left + x0, top + y0, x1 - x0, y1 - y0, values);
        }
    },

    /**
     * MMDetection and Detectron2 ({@code grid_sample} over the box): the cells divide the box, whatever its corners, and beyond
     * the map there are zeros.
     */
    EXACT {
        @Override
        public Patch paste(float[] map, int height, int width, Box box, int imageHeight, int imageWidth) {
            return sample(map, height, width, box, imageHeight, imageWidth, true);
        }
    },

    /**
     * TensorFlow's object detection ({@code reframe_box_masks_to_image_masks}): the outermost cells' centres lie on the box's
     * edges, and pixel 0 and the last pixel on the image's; outside of the box there are zeros.
     */
    CORNERS {
        @Override
        public Patch paste(float[] map, int height, int width, Box box, int imageHeight, int imageWidth) {
            return sample(map, height, width, box, imageHeight, imageWidth, false);
        }
    };

    /**
     * Pastes a map.
     *
     * @param map row-major over the box
     * @param box in the image; may leave it
     */
    public abstract Patch paste(float[] map, int height, int width, Box box, int imageHeight, int imageWidth);

    private static Patch sample(
            float[] map, int height, int width, Box box, int imageHeight, int imageWidth, boolean centres) {
        if (box.width() == 0 || box.height() == 0) {
            return Patch.NONE;
        }
        Patch patch = Patch.over(box, imageHeight, imageWidth);
        double[] across = new double[patch.width()];
        for (int x = 0; x < across.length; x++) {
            double pixel = patch.left() + x;
            across[x] = centres
                    ? (pixel + .5 - box.x()) / box.width() * width - .5
                    : (pixel * imageWidth / Math.max(imageWidth - 1, 1) - box.x()) / box.width() * (width - 1);
        }
        for (int y = 0; y < patch.height(); y++) {
            double pixel = patch.top() + y;
            double row = centres
                    ? (pixel + .5 - box.y()) / box.height() * height - .5
                    : (pixel * imageHeight / Math.max(imageHeight - 1, 1) - box.y()) / box.height() * (height - 1);
            for (int x = 0; x < across.length; x++) {
                boolean outside = !centres && (row < 0 || row > height - 1 || across[x] < 0 || across[x] > width - 1);
                patch.values()[y * patch.width() + x] = outside ? 0 : at(map, height, width, row, across[x]);
            }
        }
        return patch;
    }

    /** Linear between cells, and to zeros around the map. */
    private static float at(float[] map, int height, int width, double y, double x) {
        int row = (int) Math.floor(y);
        int column = (int) Math.floor(x);
        double sum = 0;
        for (int i = row; i <= row + 1; i++) {
            for (int j = column; j <= column + 1; j++) {
                if (i >= 0 && i < height && j >= 0 && j < width) {
                    sum += map[i * width + j] * (1 - Math.abs(y - i)) * (1 - Math.abs(x - j));
                }
            }
        }
        return (float) sum;
    }
}
