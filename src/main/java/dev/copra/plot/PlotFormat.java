package dev.copra.plot;

import java.util.Locale;

/** How a plot is written. */
public enum PlotFormat {
    /** Pixels, twice as many a side as the plot's units, for screens of high density and for print. */
    PNG,
    /** Shapes; labels are shapes, too, so that they look alike everywhere. */
    SVG;

    /** What names of files end in, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
