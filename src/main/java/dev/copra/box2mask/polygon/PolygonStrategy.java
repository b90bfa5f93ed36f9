package dev.copra.box2mask.polygon;

import dev.copra.box2mask.CategoryShapes;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyOption;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.mask.Box;
import dev.copra.run.Pool;
import dev.copra.shape.GeometryRasterizer;
import dev.copra.shape.KeypointHull;
import dev.copra.shape.Outline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Geometry;

/** Draws an outline into the box and rasterises it by maskApi's rule. */
public final class PolygonStrategy implements MaskStrategy {
    /** The outlines. */
    public enum Shape {
        /** The ellipse in the box. */
        ELLIPSE,
        /** The box itself. */
        BOX,
        /** The box with its corners cut off. */
        OCTAGON,
        /** An outline around the joints of a person, where there are keypoints. */
        KEYPOINTS,
        /** The mean shape of the objects of the category. */
        CATEGORY;

        static List<String> names() {
            return Arrays.stream(values())
                    .map(shape -> shape.name().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    private final Shape shape;
    private final Pool<GeometryRasterizer> rasterizers = new Pool<>(GeometryRasterizer::new);

    /** A strategy that draws this shape in every box. */
    public PolygonStrategy(Shape shape) {
        this.shape = shape;
    }

    @Override
    public boolean needsPixels() {
        return false;
    }

    @Override
    public boolean needsCategories() {
        return shape == Shape.CATEGORY;
    }

    @Override
    public boolean needsKeypoints() {
        return shape == Shape.KEYPOINTS;
    }

    @Override
    public List<Estimate> estimate(Scene scene) {
        List<Estimate> estimates = new ArrayList<>(scene.targets().size());
        for (Target target : scene.targets()) {
            estimates.add(estimate(target, scene.height(), scene.width()));
        }
        return estimates;
    }

    private Estimate estimate(Target target, int height, int width) {
        Box box = target.box();
        return switch (shape) {
            case ELLIPSE -> exact(Outline.ellipse(box), box, height, width);
            case BOX -> exact(Outline.box(box), box, height, width);
            case OCTAGON -> exact(Outline.octagon(box), box, height, width);
            case KEYPOINTS -> keypoints(target, height, width);
            case CATEGORY ->
                new Estimate.Exact(CategoryShapes.load().rasterize(target.category(), box, height, width), box);
        };
    }

    private Estimate keypoints(Target target, int height, int width) {
        if (target.keypoints() == null) {
            return new Estimate.None("no keypoints");
        }
        Geometry hull = KeypointHull.of(target.keypoints(), target.box(), height, width);
        return hull == null ? new Estimate.None("fewer than three joints") : exact(hull, target.box(), height, width);
    }

    private Estimate exact(Geometry outline, Box box, int height, int width) {
        GeometryRasterizer rasterizer = rasterizers.take();
        try {
            return new Estimate.Exact(rasterizer.rasterize(outline, height, width), box);
        } finally {
            rasterizers.giveBack(rasterizer);
        }
    }

    /** Opens {@code polygon}; its setting {@code shape} names the outline. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "polygon";
        }

        @Override
        public String help() {
            return ".59   0  an outline in the box; no image is read";
        }

        @Override
        public List<StrategyOption> options() {
            return List.of(new StrategyOption(
                    "shape",
                    new StrategyOption.Choice("SHAPE", Shape.names()),
                    "the outline: ellipse (default), box, octagon, keypoints (concave hull of the visible joints) or"
                            + " category (the category's mean shape in COCO and LVIS)."));
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            String name = spec.options().getOrDefault("shape", "ellipse");
            int at = Shape.names().indexOf(name);
            if (at < 0) {
                throw new IllegalArgumentException(
                        "there is no shape '" + name + "'; there are " + String.join(", ", Shape.names()));
            }
            return new PolygonStrategy(Shape.values()[at]);
        }
    }
}
