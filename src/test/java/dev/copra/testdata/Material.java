package dev.copra.testdata;

/**
 * How a surface looks: its colour, how far the edge is rounded, how it shines.
 *
 * @param texture the colour before light
 * @param bevel width of the rounded edge in pixels; 0 is a flat sheet
 * @param gloss strength of the highlight, 0 to 1
 */
record Material(Texture texture, double bevel, double gloss) {
    static Material matt(int hex, double bevel) {
        return new Material(Texture.flat(hex), bevel, 0.05);
    }

    static Material glossy(int hex, double bevel) {
        return new Material(Texture.flat(hex), bevel, 0.55);
    }

    static Material of(Texture texture, double bevel) {
        return new Material(texture, bevel, 0.05);
    }
}
