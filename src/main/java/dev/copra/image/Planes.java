package dev.copra.image;

import boofcv.alg.filter.misc.AverageDownSampleOps;
import boofcv.alg.misc.ImageMiscOps;
import boofcv.concurrency.BoofConcurrency;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;

/** What BoofCV does with whole planes, in the thread that calls: all threads are the run's. */
public final class Planes {
    static {
        BoofConcurrency.USE_CONCURRENT = false;
    }

    private Planes() {}

    /** The means of 2 x 2 pixels; at the end of an odd side, of those that there are. */
    public static Planar<GrayF32> halve(Planar<GrayF32> image) {
        Planar<GrayF32> half =
                new Planar<>(GrayF32.class, (image.width + 1) / 2, (image.height + 1) / 2, image.getNumBands());
        AverageDownSampleOps.down(image, 2, half);
        return half;
    }

    /** Rows become columns and columns rows, as EXIF's orientations 5 to 8 have it. */
    static Planar<GrayU8> turn(Planar<GrayU8> stored, int orientation) {
        Planar<GrayU8> shown = new Planar<>(GrayU8.class, stored.height, stored.width, stored.getNumBands());
        for (int band = 0; band < stored.getNumBands(); band++) {
            GrayU8 from = stored.bands[band];
            GrayU8 to = shown.bands[band];
            switch (orientation) {
                case 5 -> ImageMiscOps.transpose(from, to);
                case 6 -> ImageMiscOps.rotateCW(from, to);
                case 7 -> {
                    ImageMiscOps.rotateCW(from, to);
                    ImageMiscOps.flipVertical(to);
                }
                case 8 -> ImageMiscOps.rotateCCW(from, to);
                default -> throw new IllegalArgumentException("orientation " + orientation + " keeps the sides");
            }
        }
        return shown;
    }
}
