package dev.copra.plot;

/**
 * Colours of plots. Those of series are Okabe and Ito's, which people who see colours differently tell apart; the scale of heat maps
 * goes from the background to its opposite in lightness, so that it reads in grey as well. Steps are taken from plasma, without what is
 * hardly seen on the ground; of areas the first two are what is well, in grey.
 *
 * <p>All are 0xRRGGBB.
 */
public enum PlotTheme {
    /** Dark on white. */
    LIGHT(
            0xFFFFFF,
            0x1B1F24,
            0xDDE1E6,
            new int[] {0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0xCC79A7, 0x56B4E9, 0x7A5C00, 0x555555},
            new int[] {0xF4F6F9, 0xC9DDF0, 0x93C3DF, 0x4B97C9, 0x1A66A5, 0x083E78, 0x041E42},
            new int[] {0x0D0887, 0x6A00A8, 0xB12A90, 0xE16462, 0xF39338},
            new int[] {0x8A94A0, 0xC9CFD6, 0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00}),
    /** Light on nearly black. */
    DARK(
            0x14171C,
            0xE6E8EB,
            0x3A4048,
            new int[] {0x56B4E9, 0xE69F00, 0x2FC79B, 0xF0763A, 0xE59BC6, 0x3D8BD9, 0xF0E442, 0xB5BAC1},
            new int[] {0x1C2128, 0x17406D, 0x4A5470, 0x7B7B78, 0xA99D6E, 0xD9C55A, 0xFEE838},
            new int[] {0xA64BE0, 0xD0508A, 0xED7953, 0xFDB42F, 0xF0F921},
            new int[] {0x707A86, 0x49515B, 0x3D8BD9, 0xD9622B, 0x23A37E, 0xC77FA9, 0xE0A030});

    final int background;
    final int text;
    final int grid;
    final int[] series;
    final int[] scale;
    final int[] steps;
    final int[] areas;

    // numbers, because to load java.awt.Color takes longer than a short command may run
    PlotTheme(int background, int text, int grid, int[] series, int[] scale, int[] steps, int[] areas) {
        this.background = background;
        this.text = text;
        this.grid = grid;
        this.series = series;
        this.scale = scale;
        this.steps = steps;
        this.areas = areas;
    }
}
