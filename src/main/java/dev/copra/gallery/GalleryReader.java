package dev.copra.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.TreeIds;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.evaluate.read.TurnedBoxes;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.report.Escape;
import dev.copra.report.page.GalleryImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads images with all that is said of them. What of a record cannot be read is left out, for it is among the findings. One a thread.
 */
public final class GalleryReader {
    private static final int MAX_SIDE = 1 << 20;

    private final GalleryFiles files;
    private final GalleryFindings findings;
    private final GalleryMatches matches;
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

    /** Reads the images of these files. */
    public GalleryReader(GalleryFiles files, GalleryFindings findings, GalleryMatches matches) {
        this.files = files;
        this.findings = findings;
        this.matches = matches;
    }

    /** An image without its picture. @param at its place in the document */
    public GalleryImage image(int at) throws IOException {
        return image(at, true);
    }

    /** @param masks whether masks are made; their counts are null otherwise, and the area of some NaN */
    GalleryImage image(int at, boolean masks) throws IOException {
        CocoRecord record = files.layers().get(0).image(at);
        int width = side(record, "width");
        int height = side(record, "height");
        Id id = id(record, "id");
        List<GalleryImage.Shape> shapes = new ArrayList<>();
        for (int layer = 0; layer < files.layers().size(); layer++) {
            for (CocoRecord annotation : files.layers().get(layer).annotations(at)) {
                if (!annotation.isNull("segments_info")) {
                    shapes.addAll(segments(annotation, layer, width, height, masks));
                } else {
                    shapes.add(shape(annotation, layer, id, width, height, masks));
                }
            }
        }
        String file = text(record, "file_name");
        return new GalleryImage(
                at,
                Escape.line(id.text()),
                Escape.line(file == null ? "" : file),
                width,
                height,
                null,
                null,
                matches.meanIou(id),
                findings.ofImage(id),
                shapes);
    }

    private GalleryImage.Shape shape(CocoRecord annotation, int layer, Id image, int width, int height, boolean masks) {
        Id id = id(annotation, "id");
        double[] corners = turned(annotation);
        Box box = corners == null ? box(annotation, width, height) : TurnedBoxes.around(corners);
        Rle mask = masks ? mask(annotation, width, height) : null;
        double area = number(annotation, "area");
        if (Double.isNaN(area)) {
            area = corners != null
                    ? area(corners)
                    : box != null ? box.width() * box.height() : mask != null ? mask.area() : Double.NaN;
        }
        GalleryMatches.Fate fate =
                layer == 0 ? matches.truth(image, id) : matches.detection(layer, image, annotation.index());
        return new GalleryImage.Shape(
                layer,
                id.present() ? Escape.line(id.text()) : null,
                files.category(id(annotation, "category_id")),
                box == null ? null : new double[] {box.x(), box.y(), box.width(), box.height()},
                corners,
                mask == null ? null : mask.toCountsString(),
                number(annotation, "score"),
                fate.outcome(),
                fate.iou(),
                area,
                annotation.flag("iscrowd"),
                keypoints(annotation),
                layer == 0 && id.present() ? findings.ofAnnotation(id) : new int[0]);
    }

    /** The segments of a panoptic annotation; without masks if their file cannot be read, which is told. */
    private List<GalleryImage.Shape> segments(CocoRecord annotation, int layer, int width, int height, boolean masks)
            throws IOException {
        List<GalleryImage.Shape> shapes = new ArrayList<>();
        try {
            Map<Id, Rle> byId = masks ? segmentMasks(annotation, layer, width, height) : Map.of();
            for (JsonNode info : annotation.tree("segments_info")) {
                Id id = TreeIds.ifAny(info.path("id"));
                Rle mask = byId.get(id);
                shapes.add(new GalleryImage.Shape(
                        layer,
                        id.present() ? Escape.line(id.text()) : null,
                        files.category(TreeIds.ifAny(info.path("category_id"))),
                        box(info.path("bbox")),
                        null,
                        mask == null ? null : mask.toCountsString(),
                        info.path("score").asDouble(Double.NaN),
                        null,
                        Double.NaN,
                        info.path("area").asDouble(mask == null ? Double.NaN : mask.area()),
                        info.path("iscrowd").asInt() != 0,
                        null,
                        new int[0]));
            }
        } catch (AnnotationException e) {
            // it is among the findings
            return shapes;
        }
        return shapes;
    }

    private Map<Id, Rle> segmentMasks(CocoRecord annotation, int layer, int width, int height) throws IOException {
        Map<Id, Rle> masks = new HashMap<>();
        try {
            files.segments(layer)
                    .of(annotation, height, width, category -> null, problem -> files.tell(layer, problem))
                    .forEach(segment -> masks.put(segment.id(), segment.mask()));
        } catch (AnnotationException e) {
            files.tell(layer, e);
        }
        return masks;
    }

    private static double[] box(JsonNode numbers) {
        double[] box = new double[4];
        for (int i = 0; i < box.length; i++) {
            box[i] = numbers.path(i).asDouble(Double.NaN);
            if (!Double.isFinite(box[i])) {
                return null;
            }
        }
        return box;
    }

    /** The corners of a box that is turned, else null. */
    private static double[] turned(CocoRecord annotation) {
        try {
            boolean any = !annotation.isNull("bbox") || !annotation.isNull("obb");
            double[] corners = any ? TurnedBoxes.USUAL.box(annotation) : null;
            return corners == null || TurnedBoxes.isUpright(corners) ? null : corners;
        } catch (AnnotationException e) {
            return null;
        }
    }

    /** The area within four corners. */
    private static double area(double[] corners) {
        double twice = 0;
        for (int i = 0, j = 6; i < 8; j = i, i += 2) {
            twice += corners[j] * corners[i + 1] - corners[i] * corners[j + 1];
        }
        return Math.abs(twice) / 2;
    }

    private Rle mask(CocoRecord annotation, int width, int height) {
        try {
            return rasterizer.rasterize(annotation.segmentation(), annotation, height, width);
        } catch (AnnotationException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Box box(CocoRecord annotation, int width, int height) {
        try {
            return annotation.isNull("bbox") ? null : BoxFormat.COCO.read(annotation, height, width);
        } catch (AnnotationException e) {
            return null;
        }
    }

    private static double[] keypoints(CocoRecord annotation) {
        try {
            double[] points = annotation.keypoints();
            return points == null || points.length % 3 != 0 ? null : points;
        } catch (AnnotationException e) {
            return null;
        }
    }

    private static int side(CocoRecord image, String member) {
        double side = number(image, member);
        return side >= 1 && side <= MAX_SIDE ? (int) side : 0;
    }

    static double number(CocoRecord record, String member) {
        try {
            return record.number(member, Double.NaN);
        } catch (AnnotationException e) {
            return Double.NaN;
        }
    }

    static String text(CocoRecord record, String member) {
        try {
            return record.text(member);
        } catch (AnnotationException e) {
            return null;
        }
    }

    static Id id(CocoRecord record, String member) {
        try {
            return record.id(member);
        } catch (AnnotationException e) {
            return Id.NONE;
        }
    }
}
