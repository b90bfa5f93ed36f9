package dev.copra.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.Section;
import dev.copra.coco.Segmentation;
import dev.copra.coco.SegmentationRasterizer;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageHeader;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/** Reads panoptic files, whose JSON says what the segments in their PNG pictures are, and compares two of them. */
public final class PanopticFiles {
    /** A picture and its segments. */
    private record Picture(String file, List<PanopticQuality.Segment> segments) {}

    /** What a panoptic file says. */
    private static final class Contents implements CocoVisitor {
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

        /** @param inPictures whether the masks are in PNG files @param otherSizes of images that this file does not list, or null */
        Contents(String file, boolean inPictures, long maxPixels, ImageSizes otherSizes) {
            this.file = file;
            this.inPictures = inPictures;
            this.otherSizes = otherSizes;
            sizes = new ImageSizes(maxPixels);
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
                throw record.wrong(
                        "panoptic-members", "its segments are in a PNG file; name the folder of these files");
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
                throw record.wrong(
                        "panoptic-members", "a panoptic annotation has image_id, file_name and segments_info");
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
                throw record.wrong(
                        "panoptic-segment", "a segment's id is a whole number from 0 to 16777215, not " + value);
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

    private final PanopticQuality quality;
    private final Contents truth;

    private final List<String> overlaps;

    private PanopticFiles(PanopticQuality quality, Contents truth, List<String> overlaps) {
        this.quality = quality;
        this.truth = truth;
        this.overlaps = overlaps;
    }

    /**
     * Compares results with the truth.
     *
     * @param truthMasks folder of the truth's pictures; null if its annotations are segments that have masks of their own
     * @param resultMasks folder of the results' pictures, or null
     * @param maxPixels pictures of more pixels are refused before they are decoded
     * @param boundaryRatio for boundary panoptic quality; null for panoptic quality
     * @throws IOException if the files do not belong together: a figure would mean nothing then. Names file and place
     */
    public static PanopticFiles compare(
            Input truthFile, Path truthMasks, Input resultsFile, Path resultMasks, long maxPixels, Double boundaryRatio)
            throws IOException {
        Contents truth = read(truthFile, truthMasks != null, maxPixels, null);
        PanopticQuality quality = boundaryRatio == null
                ? new PanopticQuality()
                : PanopticQuality.ofBoundaries(boundaryRatio, truth.names.keySet());
        Contents results = read(resultsFile, resultMasks != null, maxPixels, truth.sizes);
        Set<Id> things = new HashSet<>();
        truth.things.forEach((id, thing) -> {
            if (thing) {
                things.add(id);
            }
        });
        Side known = new Side(truthFile.name(), truth, truthMasks, maxPixels, things);
        Side found = new Side(resultsFile.name(), results, resultMasks, maxPixels, things);
        for (Id image : truthMasks == null ? truth.masked.keySet() : truth.pictures.keySet()) {
            PanopticPainter.Painted of = known.painted(image, null);
            PanopticPainter.Painted by = found.painted(image, of.picture());
            for (PanopticQuality.Segment segment : by.segments()) {
                if (!truth.names.containsKey(segment.category())) {
                    throw new IOException(resultsFile.name() + ": the truth has no category " + segment.category());
                }
            }
            try {
                quality.add(of.picture(), of.segments(), by.picture(), by.segments());
            } catch (IllegalArgumentException e) {
                throw new IOException(resultsFile.name() + ": image " + image + ": " + e.getMessage(), e);
            }
        }
        List<String> overlaps = new ArrayList<>();
        for (Side side : List.of(known, found)) {
            if (side.painter.overlaps() != null) {
                overlaps.add(side.file + ": " + side.painter.overlaps());
            }
        }
        return new PanopticFiles(quality, truth, overlaps);
    }

    /** The pictures of one of the two files. */
    private static final class Side {
        private final String file;
        private final Contents contents;
        private final ImageFinder folder;
        private final long maxPixels;
        private final PanopticPainter painter;

        Side(String file, Contents contents, Path folder, long maxPixels, Set<Id> things) {
            this.file = file;
            this.contents = contents;
            this.folder = folder == null ? null : new ImageFinder(folder);
            this.maxPixels = maxPixels;
            painter = new PanopticPainter(things);
        }

        /** @param like a picture of the same image, or null if this is the first */
        PanopticPainter.Painted painted(Id image, PanopticPicture like) throws IOException {
            if (folder != null) {
                Picture picture = contents.pictures.get(image);
                if (picture == null) {
                    throw new IOException(file + ": there is nothing for the image " + image);
                }
                return new PanopticPainter.Painted(pixels(file(folder, picture.file()), maxPixels), picture.segments());
            }
            List<PanopticPainter.Masked> masks = contents.masked.getOrDefault(image, List.of());
            ImageSizes.Size size = contents.sizes.get(image);
            int height = size != null
                    ? size.height()
                    : like != null ? like.height() : masks.get(0).mask().height();
            int width = size != null
                    ? size.width()
                    : like != null ? like.width() : masks.get(0).mask().width();
            for (PanopticPainter.Masked masked : masks) {
                if (masked.mask().height() != height || masked.mask().width() != width) {
                    throw new IOException(file + ": image " + image + ": a mask is "
                            + masked.mask().height() + " x "
                            + masked.mask().width() + " but its image is " + height + " x " + width
                            + " (height x width)");
                }
            }
            return painter.paint(image, masks, height, width);
        }
    }

    private static Contents read(Input input, boolean inPictures, long maxPixels, ImageSizes otherSizes)
            throws IOException {
        Contents contents = new Contents(input.name(), inPictures, maxPixels, otherSizes);
        CocoReader.read(input, contents);
        return contents;
    }

    private static Path file(ImageFinder folder, String name) throws IOException {
        try {
            return folder.find(name, null).file();
        } catch (ImageException e) {
            throw new IOException(e.getMessage() + "; check the folder of the PNG files");
        }
    }

    private static PanopticPicture pixels(Path file, long maxPixels) throws IOException {
        requireSize(file, maxPixels);
        BufferedImage image;
        try (InputStream in = Files.newInputStream(file)) {
            image = ImageIO.read(in);
        } catch (IIOException | IllegalArgumentException e) {
            throw new IOException(file + ": this is not a picture that can be read: " + e.getMessage(), e);
        }
        if (image == null || image.getRaster().getNumBands() < 3) {
            throw new IOException(file + ": this is not a picture in RGB");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        // the raster's own samples: a colour conversion would change ids
        int[] red = image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
        int[] green = image.getRaster().getSamples(0, 0, width, height, 1, (int[]) null);
        int[] blue = image.getRaster().getSamples(0, 0, width, height, 2, (int[]) null);
        int[] ids = new int[red.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = red[i] | green[i] << 8 | blue[i] << 16;
        }
        return new PanopticPicture(ids, width);
    }

    private static void requireSize(Path file, long maxPixels) throws IOException {
        try {
            ImageHeader header = ImageHeader.read(file);
            if ((long) header.width() * header.height() > maxPixels) {
                throw new IOException(
                        file + ": " + header.width() + " x " + header.height() + " pixels are more than " + maxPixels);
            }
        } catch (ImageException e) {
            throw new IOException(file + ": this is not a picture that can be read: " + e.getMessage(), e);
        }
    }

    /** The names of the truth's categories by id, in the order of the file, in which panopticapi sums up. */
    public Map<Id, String> categories() {
        return truth.names;
    }

    /** The categories of things, or of stuff. */
    public List<Id> categories(boolean things) {
        return truth.things.entrySet().stream()
                .filter(e -> e.getValue() == things)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The mean figures of categories. */
    public PanopticQuality.Figures figures(List<Id> categories) {
        return quality.figures(categories);
    }

    /** How many segments of the truth state another area than their picture has. */
    public int wrongAreas() {
        return quality.wrongAreas();
    }

    /** For each file whose masks overlap what was made of that, for a message. */
    public List<String> overlaps() {
        return overlaps;
    }
}
