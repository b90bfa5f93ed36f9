package dev.copra.format.region;

/** The colours of Pascal VOC's PNGs: the bits of an index spread over the three bands, the lowest ones first and highest. */
public final class VocPalette {
    /** The index of borders and of what is difficult, which belongs to nothing. */
    public static final int VOID = 255;

    private VocPalette() {}

    /** The colour of an index from 0 to 255, as 0xRRGGBB. */
    public static int rgb(int index) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int bit = 7, rest = index; rest > 0; bit--, rest >>= 3) {
            red |= (rest & 1) << bit;
            green |= (rest >> 1 & 1) << bit;
            blue |= (rest >> 2 & 1) << bit;
        }
        return red << 16 | green << 8 | blue;
    }

    /** The colours of all indices. */
    public static int[] all() {
        int[] colours = new int[256];
        for (int i = 0; i < 256; i++) {
            colours[i] = rgb(i);
        }
        return colours;
    }
}
