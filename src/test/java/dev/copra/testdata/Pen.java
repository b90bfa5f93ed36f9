package dev.copra.testdata;

/**
 * Paints one thing in the thing's own frame: shapes, textures and bevels are in its units, turned about its origin and
 * then mirrored, enlarged and moved into the picture.
 */
final class Pen {
    final int thing;
    private final Canvas canvas;
    private final double x;
    private final double y;
    private final double unit;
    private final double degrees;
    private final boolean mirrored;

    Pen(Canvas canvas, int thing, double x, double y, double unit, double degrees, boolean mirrored) {
        this.canvas = canvas;
        this.thing = thing;
        this.x = x;
        this.y = y;
        this.unit = unit;
        this.degrees = degrees;
        this.mirrored = mirrored;
    }

    /** The same place, painting what belongs to no thing. */
    Pen scenery() {
        return new Pen(canvas, Canvas.SCENERY, x, y, unit, degrees, mirrored);
    }

    Pen paint(Silhouette shape, Material material) {
        Frame frame = new Frame();
        Texture texture = material.texture();
        Texture placed = (px, py) -> texture.at(frame.x(px, py), frame.y(px, py));
        canvas.paint(thing, frame.place(shape), new Material(placed, material.bevel() * unit, material.gloss()));
        return this;
    }

    Pen paint(Silhouette shape, int colour) {
        return paint(shape, new Material(Texture.flat(colour), 0, 0));
    }

    /** A shadow; the offset is in the picture's direction, but in the thing's units. */
    Pen shadow(Silhouette shape, double dx, double dy, double blur, double strength) {
        canvas.shadow(new Frame().place(shape), dx * unit, dy * unit, blur * unit, strength);
        return this;
    }

    /** From the picture's pixels to the thing's units. */
    private final class Frame {
        private final double c = StrictMath.cos(StrictMath.toRadians(degrees)) / unit;
        private final double s = StrictMath.sin(StrictMath.toRadians(degrees)) / unit;

        double x(double px, double py) {
            return (mirrored ? -1 : 1) * ((px - x) * c + (py - y) * s);
        }

        double y(double px, double py) {
            return (py - y) * c - (px - x) * s;
        }

        Silhouette place(Silhouette shape) {
            return (px, py) -> shape.at(x(px, py), y(px, py)) * unit;
        }
    }
}
