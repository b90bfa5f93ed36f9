package dev.copra.draw.overlay;

import dev.copra.draw.colour.Palette;
import dev.copra.draw.item.Item;
import dev.copra.draw.item.Pose;
import dev.copra.mask.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws boxes, upright and turned, and poses. */
final class ShapePainter {
    private static final int RIM_ALPHA = 140;

    private static final int TINT_ALPHA = 20;

    private final Graphics2D graphics;
    private final double width;
    private final double height;
    private final double scaleX;
    private final double scaleY;
    private final Thickness thickness;

    /** @param scaleX pixels of the picture for one of the image @param scaleY the same downwards */
    ShapePainter(Graphics2D graphics, int width, int height, double scaleX, double scaleY, Thickness thickness) {
        this.graphics = graphics;
        this.width = width;
        this.height = height;
        this.scaleX = scaleX;
        this.scaleY = scaleY;
        this.thickness = thickness;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    void box(Item item, boolean tinted) {
        Box box = item.bounds();
        if (box == null) {
            return;
        }
        double line = thickness.lineAround(box.width() * scaleX, box.height() * scaleY);
        Shape frame = item.corners() == null ? frame(box, line) : turned(item.corners());
        if (tinted) {
            graphics.setColor(faint(item.color(), TINT_ALPHA));
            graphics.fill(frame);
        }
        stroke(frame, line, item.color(), item.crowd());
    }

    /** A box in the picture, moved inwards by half a line where it ends at the image's border. */
    private Rectangle2D frame(Box box, double line) {
        double inset = line / 2;
        double left = clamp(box.x() * scaleX, inset, width - inset);
        double top = clamp(box.y() * scaleY, inset, height - inset);
        double right = clamp(box.right() * scaleX, inset, width - inset);
        double bottom = clamp(box.bottom() * scaleY, inset, height - inset);
        return new Rectangle2D.Double(left, top, right - left, bottom - top);
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private Shape turned(double[] corners) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.length; i += 2) {
            if (i == 0) {
                path.moveTo(corners[0] * scaleX, corners[1] * scaleY);
            } else {
                path.lineTo(corners[i] * scaleX, corners[i + 1] * scaleY);
            }
        }
        path.closePath();
        return path;
    }

    /** Bones first, so that the joints lie on them; a hidden joint is a ring. */
    void pose(Item item) {
        Pose pose = item.pose();
        if (pose == null) {
            return;
        }
        Box bounds = item.bounds();
        double line = bounds == null
                ? thickness.line()
                : thickness.lineAround(bounds.width() * scaleX / 2, bounds.height() * scaleY / 2);
        for (Pose.Bone bone : pose.bones()) {
            if (pose.has(bone.from()) && pose.has(bone.to())) {
                stroke(
                        new Line2D.Double(
                                pose.x(bone.from()) * scaleX,
                                pose.y(bone.from()) * scaleY,
                                pose.x(bone.to()) * scaleX,
                                pose.y(bone.to()) * scaleY),
                        line,
                        item.color(),
                        false);
            }
        }
        double radius = 1.5 * line;
        for (int i = 0; i < pose.size(); i++) {
            if (pose.has(i)) {
                double x = pose.x(i) * scaleX;
                double y = pose.y(i) * scaleY;
                disc(x, y, radius + 1, rim(item.color()));
                disc(x, y, radius, Color.WHITE);
                if (!pose.isHidden(i)) {
                    disc(x, y, radius * .7, item.color());
                }
            }
        }
    }

    /** Around lines, so that one of the two shows on any ground. */
    private static Color rim(Color color) {
        return faint(Palette.ink(color), RIM_ALPHA);
    }

    private static Color faint(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private void disc(double x, double y, double radius, Color color) {
        graphics.setColor(color);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private void stroke(Shape shape, double line, Color color, boolean dashed) {
        float[] dashes = dashed ? new float[] {(float) (4 * line), (float) (3 * line)} : null;
        for (int i = 0; i < 2; i++) {
            float wide = (float) (i == 0 ? line + 1.5 : line);
            graphics.setStroke(new BasicStroke(wide, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
            graphics.setColor(i == 0 ? rim(color) : color);
            graphics.draw(shape);
        }
    }
}
