package dev.copra.format.cvat;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.StringTokenizer;

/** CVAT's run lengths: row by row in the box of the mask, zeros first, with commas between them. */
final class RowRuns {
    private RowRuns() {}

    /**
     * The mask of a crop.
     *
     * @throws IllegalArgumentException if the runs are no numbers, or not as many as the crop has pixels
     */
    static Rle parse(String runs, int width, int height) {
        byte[] dense = new byte[width * height];
        int at = 0;
        boolean set = false;
        StringTokenizer tokens = new StringTokenizer(runs, ", \t\r\n");
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            int run;
            try {
                run = Integer.parseInt(token);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + token + "' in rle is not a whole number", e);
            }
            if (run < 0 || run > dense.length - at) {
                throw new IllegalArgumentException(
                        "the runs in rle are negative, or more than " + width + " x " + height + " pixels");
            }
            for (int p = at; set && p < at + run; p++) {
                dense[p % width * height + p / width] = 1;
            }
            at += run;
            set = !set;
        }
        if (at != dense.length) {
            throw new IllegalArgumentException(
                    "the runs in rle add up to " + at + ", not to " + width + " x " + height + " pixels");
        }
        return Rle.ofDense(dense, height, width);
    }

    /** The runs of a mask within a box of whole pixels that holds it. */
    static String text(Rle mask, Box box) {
        int width = (int) box.width();
        int height = (int) box.height();
        byte[] dense = mask.crop((int) box.x(), (int) box.y(), (int) box.right(), (int) box.bottom())
                .toDense();
        StringBuilder text = new StringBuilder();
        int run = 0;
        int value = 0;
        for (int p = 0; p < dense.length; p++) {
            int pixel = dense[p % width * height + p / width];
            if (pixel != value) {
                text.append(run).append(", ");
                value = pixel;
                run = 0;
            }
            run++;
        }
        return text.append(run).toString();
    }
}
