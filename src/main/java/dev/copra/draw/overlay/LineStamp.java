package dev.copra.draw.overlay;

/**
 * Draws the line around a cover: each pixel edge at which it ends is stamped with a small disc, of which the largest value stays. That takes
 * time by the length of the line and not by the area.
 */
final class LineStamp {
    /** How far the dark rim reaches beyond the line. */
    private static final double RIM = 1;

    private final double reach;
    private final int side;
    /** Closeness by place, around the middle of an edge that lies across, or upright. */
    private final byte[] across;

    private final byte[] upright;

    /** @param line its width in pixels */
    LineStamp(double line) {
        reach = line / 2 + .5 + RIM;
        side = 2 * (int) Math.ceil(reach) + 1;
        upright = disc(0, .5);
        across = disc(.5, 0);
    }

    /** How many pixels beyond a cover the line is seen. */
    int margin() {
        return side / 2 + 1;
    }

    /** Of a closeness, how much of a pixel the line covers, 0 to 1. */
    float line(byte closeness) {
        return (float) Math.max(0, Math.min(1, (closeness & 0xff) * reach / 255 - RIM));
    }

    /** Of a closeness, how much of a pixel the line with its rim covers, 0 to 1. */
    float rim(byte closeness) {
        return (float) Math.min(1, (closeness & 0xff) * reach / 255);
    }

    private byte[] disc(double x, double y) {
        byte[] disc = new byte[side * side];
        for (int i = 0; i < disc.length; i++) {
            double dx = i % side - side / 2 + .5 - x;
            double dy = i / side - side / 2 + .5 - y;
            disc[i] = (byte) Math.max(0, Math.round(255 * (1 - Math.sqrt(dx * dx + dy * dy) / reach)));
        }
        return disc;
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

    private void stamp(byte[] disc, int x, int y, byte[] closeness, int width, int height) {
        int left = x - side / 2;
        int top = y - side / 2;
        int from = Math.max(0, -left);
        int to = Math.min(side, width - left);
        for (int j = Math.max(0, -top); j < Math.min(side, height - top); j++) {
            int at = (top + j) * width + left;
            for (int i = from; i < to; i++) {
                byte value = disc[j * side + i];
                if ((value & 0xff) > (closeness[at + i] & 0xff)) {
                    closeness[at + i] = value;
                }
            }
        }
    }
}
