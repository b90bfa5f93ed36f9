package dev.copra.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageHeader;
import dev.copra.io.Input;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        private final String file;

        Contents(String file) {
            this.file = file;
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
                if (!info.path("id").isInt() || info.path("category_id").isContainerNode()) {
                    throw record.wrong("panoptic-segment", "a segment lacks a number for id, or a category_id");
                }
                segments.add(new PanopticQuality.Segment(
                        info.get("id").intValue(),
                        id(record, info.path("category_id")),
                        info.path("area").isNumber() ? info.path("area").asLong() : -1,
                        info.path("iscrowd").asInt() != 0));
            }
            pictures.put(record.id("image_id"), new Picture(picture, segments));
            return Edit.KEEP;
        }

        private static Id id(CocoRecord record, JsonNode value) throws AnnotationException {
            byte[] json = value.toString().getBytes(StandardCharsets.UTF_8);
            Id id = json.length == 0 ? Id.NONE : Id.parse(json, 0, json.length);
            if (!id.present()) {
                throw record.wrong("panoptic-segment", "a segment lacks a category_id");
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

    private PanopticFiles(PanopticQuality quality, Contents truth) {
        this.quality = quality;
        this.truth = truth;
    }

    /**
     * Compares results with the truth.
     *
     * @param truthMasks folder of the truth's pictures
     * @param resultMasks folder of the results' pictures
     * @param maxPixels pictures of more pixels are refused before they are decoded
     * @param boundaryRatio for boundary panoptic quality; null for panoptic quality
     * @throws IOException if the files do not belong together: a figure would mean nothing then. Names file and place
     */
    public static PanopticFiles compare(
            Input truthFile, Path truthMasks, Input resultsFile, Path resultMasks, long maxPixels, Double boundaryRatio)
            throws IOException {
        Contents truth = read(truthFile);
        PanopticQuality quality = boundaryRatio == null
                ? new PanopticQuality()
                : PanopticQuality.ofBoundaries(boundaryRatio, truth.names.keySet());
        Contents results = read(resultsFile);
        ImageFinder truthPictures = new ImageFinder(truthMasks);
        ImageFinder resultPictures = new ImageFinder(resultMasks);
        for (Map.Entry<Id, Picture> entry : truth.pictures.entrySet()) {
            Picture known = entry.getValue();
            Picture found = results.pictures.get(entry.getKey());
            if (found == null) {
                throw new IOException(resultsFile.name() + ": there is nothing for the image " + entry.getKey());
            }
            for (PanopticQuality.Segment segment : found.segments()) {
                if (!truth.names.containsKey(segment.category())) {
                    throw new IOException(resultsFile.name() + ": the truth has no category " + segment.category());
                }
            }
            try {
                quality.add(
                        pixels(file(truthPictures, known.file()), maxPixels),
                        known.segments(),
                        pixels(file(resultPictures, found.file()), maxPixels),
                        found.segments());
            } catch (IllegalArgumentException e) {
                throw new IOException(resultsFile.name() + ": image " + entry.getKey() + ": " + e.getMessage(), e);
            }
        }
        return new PanopticFiles(quality, truth);
    }

    private static Contents read(Input input) throws IOException {
        Contents contents = new Contents(input.name());
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
}
