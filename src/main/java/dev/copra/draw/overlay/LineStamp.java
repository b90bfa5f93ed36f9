package dev.copra.draw.overlay;

/**
 * Draws the line around a cover: each pixel edge at which it ends is stamped with a small disc, of which the largest value stays. That takes
 * time by the length of the line and not by the area.
 */
final class LineStamp {
    /** How far the dark rim reaches beyond the line. */
    private static final double RIM = 1;

    private final double reach;
    /** Closeness around the middle of an edge that lies across, or upright. */
    private final Disc across;

    private final Disc upright;

    /** @param line its width in pixels */
    LineStamp(double line) {
        reach = line / 2 + .5 + RIM;
        upright = Disc.around(0, .5, reach);
        across = Disc.around(.5, 0, reach);
    }

    /**
     * The pixels around a point.
     *
     * @param left of the first column, from the pixel that the point is in
     * @param top of the first row
     * @param closeness 255 at the point, 0 from {@code reach} on; unsigned, row by row
     */
    private record Disc(int left, int top, int width, int height, byte[] closeness) {
        /** @param x of the point in its pixel */
        static Disc around(double x, double y, double reach) {
            // pixels whose middle is nearer than the reach
            int left = (int) Math.floor(x - reach - .5) + 1;
            int top = (int) Math.floor(y - reach - .5) + 1;
            int width = (int) Math.ceil(x + reach - .5) - left;
            int height = (int) Math.ceil(y + reach - .5) - top;
            byte[] closeness = new byte[width * height];
            for (int i = 0; i < closeness.length; i++) {
                double dx = left + i % width + .5 - x;
                double dy = top + i / width + .5 - y;
                closeness[i] = (byte) Math.max(0, Math.round(255 * (1 - Math.sqrt(dx * dx + dy * dy) / reach)));
            }
            return new Disc(left, top, width, height, closeness);
        }
    }

    /** How many pixels beyond a cover the line is seen. */
    int margin() {
        return (int) Math.ceil(reach) + 1;
    }

    /** Of a closeness, 0 to 255, how much of a pixel the line covers, 0 to 1. */
    double line(int closeness) {
        return Math.max(0, Math.min(1, closeness * reach / 255 - RIM));
    }

    /** Of a closeness, 0 to 255, how much of a pixel the line with its rim covers, 0 to 1. */
    double rim(int closeness) {
        return Math.min(1, closeness * reach / 255);
    }

    /**
     * Stamps.
     *
     * @param window columns and rows of the picture in which closeness is wanted: left, top, width, height
     * @return closeness by pixel of the window, row by row: 255 at an edge, 0 where the line is not seen
     */
    byte[] around(Cover cover, int left, int top, int width, int height) {
        byte[] closeness = new byte[width * height];
        for (int y = 0; y <= cover.height(); y++) {
            for (int x = 0; x <= cover.width(); x++) {
                boolean here = cover.isInside(x, y);
                if (here != cover.isInside(x - 1, y)) {
                    stamp(upright, cover.x() + x - left, cover.y() + y - top, closeness, width, height);
                }
                if (here != cover.isInside(x, y - 1)) {
                    stamp(across, cover.x() + x - left, cover.y() + y - top, closeness, width, height);
                }
            }
        }
        return closeness;
    }

    private static void stamp(Disc disc, int x, int y, byte[] closeness, int width, int height) {
        int left = x + disc.left();
        int top = y + disc.top();
        int from = Math.max(0, -left);
        int to = Math.min(disc.width(), width - left);
        int end = Math.min(disc.height(), height - top);
        byte[] values = disc.closeness();
        for (int j = Math.max(0, -top); j < end; j++) {
            int at = (top + j) * width + left;
            int row = j * disc.width();
            for (int i = from; i < to; i++) {
                int value = values[row + i] & 0xff;
                if (value > (closeness[at + i] & 0xff)) {
                    closeness[at + i] = (byte) value;
                }
            }
        }
    }
}
