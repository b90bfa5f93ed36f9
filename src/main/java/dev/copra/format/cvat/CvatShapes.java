package dev.copra.format.cvat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.region.Ellipse;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.AttributeText;
import dev.copra.format.text.XmlElement;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/** Makes instances of the elements of an image. */
final class CvatShapes {
    static final Set<String> SHAPES =
            Set.of("box", "polygon", "polyline", "points", "ellipse", "cuboid", "mask", "skeleton");
    static final String CROWD = "is_crowd";
    static final String SCORE = "score";
    static final String TRACK = "track_id";
    static final String OCCLUDED = "occluded";
    static final String ORDER = "z_order";
    static final String SOURCE = "source";

    private final CvatLabels labels;
    private final long maxPixels;
    private final String file;

    CvatShapes(CvatLabels labels, long maxPixels, String file) {
        this.labels = labels;
        this.maxPixels = maxPixels;
        this.file = file;
    }

    String place(XmlElement element) {
        return file + ":" + element.line();
    }

    /** The instance of one element. @param label of the element, or of the track that it is in */
    Instance read(XmlElement shape, String label, DatasetImage image) throws AnnotationException {
        if (label == null) {
            throw wrong(shape, "cvat-label", "the " + shape.name() + " has no label");
        }
        Instance.Builder instance = Instance.builder().category(labels.position(label));
        switch (shape.name()) {
            case "box" -> {
                double left = number(shape, "xtl");
                double top = number(shape, "ytl");
                double right = number(shape, "xbr");
                double bottom = number(shape, "ybr");
                if (right < left || bottom < top) {
                    throw wrong(shape, "cvat-box", "the box ends before it begins");
                }
                instance.box(Box.ofCorners(left, top, right, bottom)).rotation(number(shape, "rotation", 0));
            }
            case "polygon" -> instance.region(new Region.Rings(List.of(points(shape, 3))));
            case "polyline" -> instance.region(new Region.Line(points(shape, 2)));
            case "ellipse" ->
                instance.region(new Region.Rings(List.of(Ellipse.ring(
                        number(shape, "cx"),
                        number(shape, "cy"),
                        number(shape, "rx"),
                        number(shape, "ry"),
                        number(shape, "rotation", 0)))));
            case "mask" -> instance.region(new Region.Raster(mask(shape, image)));
            case "points" -> instance.keypoints(lonePoints(points(shape, 1), label));
            case "skeleton" -> instance.keypoints(skeleton(shape, label));
            default -> throw wrong(shape, "cvat-shape", "a " + shape.name() + " has no place in an image");
        }
        members(shape, instance);
        return instance.build();
    }

    private AnnotationException wrong(XmlElement shape, String code, String message) {
        return new AnnotationException(code, place(shape), message);
    }

    private double number(XmlElement shape, String name, double absent) throws AnnotationException {
        return shape.attribute(name) == null ? absent : number(shape, name);
    }

    private double number(XmlElement shape, String name) throws AnnotationException {
        String text = shape.attribute(name);
        return number(shape, text == null ? "" : text, name);
    }

    private double number(XmlElement shape, String text, String name) throws AnnotationException {
        double value = Plausible.position(text.strip());
        if (Double.isNaN(value)) {
            throw wrong(
                    shape, "cvat-number", "the " + shape.name() + " has no number for " + name + ": '" + text + "'");
        }
        return value;
    }

    /** The vertices x, y of an element. */
    private double[] points(XmlElement shape, int least) throws AnnotationException {
        String text = shape.attribute("points");
        StringTokenizer tokens = new StringTokenizer(text == null ? "" : text, ",; \t\r\n");
        double[] points = new double[tokens.countTokens()];
        for (int i = 0; i < points.length; i++) {
            points[i] = number(shape, tokens.nextToken(), "points");
        }
        if (points.length % 2 != 0 || points.length < 2 * least) {
            throw wrong(
                    shape,
                    "cvat-points",
                    "a " + shape.name() + " has at least " + least + " points of two numbers; here are " + points.length
                            + " numbers");
        }
        return points;
    }

    private Rle mask(XmlElement shape, DatasetImage image) throws AnnotationException {
        double left = number(shape, "left");
        double top = number(shape, "top");
        double width = number(shape, "width");
        double height = number(shape, "height");
        if (!image.hasSize()) {
            throw wrong(shape, "cvat-size", "a mask needs the width and the height of its image");
        }
        if (left < 0
                || top < 0
                || width < 1
                || height < 1
                || left + width > image.width()
                || top + height > image.height()
                || width * height > maxPixels) {
            throw wrong(
                    shape,
                    "cvat-mask",
                    "the mask does not lie in the image of " + image.width() + " x " + image.height() + " pixels");
        }
        String runs = shape.attribute("rle");
        try {
            return RowRuns.parse(runs == null ? "" : runs, (int) width, (int) height)
                    .place((int) left, (int) top, image.height(), image.width());
        } catch (IllegalArgumentException e) {
            throw wrong(shape, "cvat-rle", e.getMessage());
        }
    }

    private double[] lonePoints(double[] points, String label) {
        double[] keypoints = new double[3 * Math.max(labels.keypoints(label).size(), points.length / 2)];
        for (int k = 0; k < points.length / 2; k++) {
            keypoints[3 * k] = points[2 * k];
            keypoints[3 * k + 1] = points[2 * k + 1];
            keypoints[3 * k + 2] = 2;
        }
        return keypoints;
    }

    private double[] skeleton(XmlElement shape, String label) throws AnnotationException {
        List<String> names = labels.keypoints(label);
        double[] keypoints = new double[3 * names.size()];
        for (XmlElement point : shape.children()) {
            int at = point.name().equals("points") ? names.indexOf(point.attribute("label")) : -1;
            if (at >= 0 && !"1".equals(point.attribute("outside"))) {
                double[] xy = points(point, 1);
                keypoints[3 * at] = xy[0];
                keypoints[3 * at + 1] = xy[1];
                keypoints[3 * at + 2] = "1".equals(point.attribute(OCCLUDED)) ? 1 : 2;
            }
        }
        return keypoints;
    }

    private static void members(XmlElement shape, Instance.Builder instance) {
        if ("1".equals(shape.attribute(OCCLUDED))) {
            instance.attribute(OCCLUDED, BooleanNode.TRUE);
        }
        String source = shape.attribute(SOURCE);
        if (source != null && !source.equals("manual")) {
            instance.extra(SOURCE, TextNode.valueOf(source));
        }
        JsonNode order = AttributeText.parse(String.valueOf(shape.attribute(ORDER)));
        if (order.isInt() && order.intValue() != 0) {
            instance.extra(ORDER, IntNode.valueOf(order.intValue()));
        }
        for (XmlElement attribute : shape.children()) {
            if (!attribute.name().equals("attribute")) {
                continue;
            }
            String name = String.valueOf(attribute.attribute("name"));
            JsonNode value = AttributeText.parse(attribute.text());
            Id track = name.equals(TRACK) ? IdNodes.id(value) : Id.NONE;
            if (name.equals(CROWD) && (value.isBoolean() || value.isInt())) {
                instance.crowd(value.asBoolean());
            } else if (name.equals(SCORE) && value.isNumber()) {
                instance.score(value.doubleValue());
            } else if (track.present()) {
                instance.track(track);
            } else {
                instance.attribute(name, value);
            }
        }
    }

    /** One instance of those that share a label and a group; they themselves where they are several objects. */
    static List<Instance> joined(List<Instance> parts, DatasetImage image) {
        List<double[]> rings = new ArrayList<>();
        List<Rle> masks = new ArrayList<>();
        Instance boxed = null;
        Instance pointed = null;
        for (Instance part : parts) {
            if (part.region() instanceof Region.Rings own) {
                rings.addAll(own.rings());
            } else if (part.region() instanceof Region.Raster own) {
                masks.add(own.mask());
            } else if (part.box() != null && boxed == null) {
                boxed = part;
            } else if (part.keypoints() != null && pointed == null) {
                pointed = part;
            } else {
                // a second box or skeleton, or a line: people grouped objects, not parts of one
                return parts;
            }
        }
        Region region = null;
        if (!masks.isEmpty()) {
            masks.add(Regions.mask(new Region.Rings(rings), image.height(), image.width()));
            region = new Region.Raster(Rle.union(masks));
        } else if (!rings.isEmpty()) {
            region = new Region.Rings(rings);
        }
        Instance.Builder joined = parts.get(0).toBuilder().region(region);
        if (boxed != null) {
            joined.box(boxed.box()).rotation(boxed.rotation());
        }
        if (pointed != null) {
            joined.keypoints(pointed.keypoints());
        }
        return List.of(joined.build());
    }
}
