package dev.copra.evaluate.panoptic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.evaluate.read.RecordFields;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the JSON of a panoptic file says: its categories, and the segments of each image. The first bad record ends the reading. */
final class PanopticContents implements CocoVisitor {
    /** A picture and its segments. */
    record Picture(String file, List<PanopticQuality.Segment> segments) {}

    final Map<Id, Picture> pictures = new LinkedHashMap<>();
    /** In the order of the file, in which panopticapi sums up. */
    final Map<Id, String> names = new LinkedHashMap<>();

    final Map<Id, Boolean> things = new LinkedHashMap<>();
    /** Of a file whose annotations are segments with masks of their own; in the order of the file. */
    final Map<Id, List<PanopticPainter.Masked>> masked = new LinkedHashMap<>();

    final ImageSizes sizes;
    private final String file;
    private final boolean inPictures;
    private final ImageSizes otherSizes;
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

    private PanopticContents(String file, boolean inPictures, long maxPixels, ImageSizes otherSizes) {
        this.file = file;
        this.inPictures = inPictures;
        this.otherSizes = otherSizes;
        sizes = new ImageSizes(maxPixels);
    }

    /**
     * Reads a file.
     *
     * @param inPictures whether the masks are in PNG files
     * @param maxPixels images of more pixels are refused
     * @param otherSizes of images that this file does not list, or null
     */
    static PanopticContents read(Input input, boolean inPictures, long maxPixels, ImageSizes otherSizes)
            throws IOException {
        PanopticContents contents = new PanopticContents(input.name(), inPictures, maxPixels, otherSizes);
        CocoReader.read(input, contents);
        return contents;
    }

    /** The categories of things, or of stuff. */
    List<Id> categories(boolean ofThings) {
        return things.entrySet().stream()
                .filter(e -> e.getValue() == ofThings)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        return inPictures ? Set.of() : EnumSet.of(Section.IMAGES);
    }

    @Override
    public void learn(CocoRecord image) throws AnnotationException {
        sizes.add(image);
        masked.computeIfAbsent(image.id("id"), id -> new ArrayList<>());
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        // the other file may have polygons
        if (inPictures && image.has("height") && image.has("width")) {
            sizes.add(image);
        }
        return Edit.KEEP;
    }

    private void addMasked(CocoRecord record) throws AnnotationException {
        if (record.has("segments_info")) {
            throw record.wrong("panoptic-members", "its segments are in a PNG file; name the folder of these files");
        }
        Id image = RecordFields.id(record, "image_id");
        Segmentation segmentation = record.segmentation();
        if (segmentation instanceof Segmentation.None) {
            throw record.wrong("segmentation-missing", "there is no segmentation");
        }
        ImageSizes.Size size = sizes.get(image);
        if (size == null && otherSizes != null) {
            size = otherSizes.get(image);
        }
        Rle mask = size == null
                ? SegmentationRasterizer.rle(segmentation, record)
                : rasterizer.rasterize(segmentation, record, size.height(), size.width());
        if (mask == null) {
            throw sizes.ids().unknown(record);
        }
        masked.computeIfAbsent(image, id -> new ArrayList<>())
                .add(new PanopticPainter.Masked(
                        RecordFields.id(record, "category_id"),
                        record.flag("iscrowd"),
                        record.number("score", 0),
                        mask));
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        Id id = category.id("id");
        String name = category.has("name") ? category.text("name") : null;
        names.put(id, name == null ? id.text() : name);
        things.put(id, category.flag("isthing"));
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord record) throws AnnotationException {
        if (!inPictures) {
            addMasked(record);
            return Edit.KEEP;
        }
        JsonNode infos = record.tree("segments_info");
        String picture = record.has("file_name") ? record.text("file_name") : null;
        if (infos == null
                || !infos.isArray()
                || picture == null
                || !record.id("image_id").present()) {
            throw record.wrong("panoptic-members", "a panoptic annotation has image_id, file_name and segments_info");
        }
        List<PanopticQuality.Segment> segments = new ArrayList<>();
        for (JsonNode info : infos) {
            if (info.path("category_id").isContainerNode()) {
                throw record.wrong("panoptic-segment", "a segment lacks a category_id");
            }
            segments.add(new PanopticQuality.Segment(
                    colour(record, info.path("id")),
                    id(record, info.path("category_id")),
                    info.path("area").isNumber() ? info.path("area").asLong() : -1,
                    info.path("iscrowd").asInt() != 0));
        }
        pictures.put(record.id("image_id"), new Picture(picture, segments));
        return Edit.KEEP;
    }

    /** The id of a segment, which is a colour: a number, in quotes or not. */
    private static int colour(CocoRecord record, JsonNode value) throws AnnotationException {
        Id id = value.isTextual() ? Id.typed(value.textValue().strip()).get(0) : id(record, value);
        if (!id.isLong() || id.number() < 0 || id.number() > 0xffffff) {
            throw record.wrong("panoptic-segment", "a segment's id is a whole number from 0 to 16777215, not " + value);
        }
        return (int) id.number();
    }

    private static Id id(CocoRecord record, JsonNode value) throws AnnotationException {
        byte[] json = value.toString().getBytes(StandardCharsets.UTF_8);
        Id id = json.length == 0 ? Id.NONE : Id.parse(json, 0, json.length);
        if (!id.present()) {
            throw record.wrong("panoptic-segment", "a segment lacks an id or a category_id");
        }
        return id;
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        throw new IOException(file + ": " + problem.where() + ": " + problem.getMessage());
    }
}
