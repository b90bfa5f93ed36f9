package dev.copra.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageHeader;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * The PNG of a panoptic annotation, whose colours say which segment each pixel belongs to. One picture is in memory for each
 * thread.
 */
final class PanopticPictureChecks {
    /** A picture of more pixels is not decoded. */
    private static final long MOST_PIXELS = 100_000_000;

    static final Code MISSING = Code.error(
            "panoptic-png-missing",
            "segments whose PNG is not there, or cannot be read",
            "Without it nobody knows where the segments are.");
    static final Code SIZE = Code.error(
            "panoptic-png-size",
            "a PNG of another size than the image's record says",
            "The segments lie over the image pixel by pixel.");
    static final Code SEGMENT = Code.error(
            "panoptic-png-segment",
            "a segment without a pixel in the PNG",
            "panopticapi ends with a KeyError: the segment is in the JSON, but not in the PNG.");
    static final Code PIXELS = Code.error(
            "panoptic-png-pixels",
            "pixels of no segment",
            "panopticapi ends with a KeyError: the colour is in the PNG, but not in the JSON. Black is for none.");
    static final Code AREA = Code.warning(
            "panoptic-png-area",
            "a segment whose area is not the number of its pixels",
            "panopticapi takes the area of the truth from the JSON: the overlap, and with it the quality, is wrong.");
    static final List<Code> CODES = List.of(MISSING, SIZE, SEGMENT, PIXELS, AREA);

    private final ImageFinder folder;
    private final boolean required;

    /** @param required whether all PNGs must be in the folder */
    PanopticPictureChecks(ImageFinder folder, boolean required) {
        this.folder = folder;
        this.required = required;
    }

    /** Called by many threads. */
    void check(Annotation annotation) {
        String name = annotation.subject.text("file_name");
        JsonNode segments = annotation.subject.tree("segments_info");
        if (name == null || name.isBlank() || !segments.isArray()) {
            return;
        }
        Path file;
        try {
            file = folder.find(name, null).file();
        } catch (ImageException e) {
            if (required) {
                annotation.report(MISSING, "file_name", "'" + name + "' is not in " + folder.directory());
            }
            return;
        }
        String shown = "'" + folder.name(file) + "'";
        try {
            ImageHeader header = ImageHeader.read(file);
            if ((long) header.width() * header.height() > MOST_PIXELS) {
                annotation.report(MISSING, "file_name", shown + " has more than " + MOST_PIXELS + " pixels");
                return;
            }
            compare(annotation, shown, raster(file), segments);
        } catch (ImageException | IOException | IllegalArgumentException e) {
            annotation.report(MISSING, "file_name", shown + " cannot be read: " + e.getMessage());
        }
    }

    private static Raster raster(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            BufferedImage image = ImageIO.read(in);
            if (image == null || image.getRaster().getNumBands() < 3) {
                throw new IOException("this is not a picture in RGB");
            }
            return image.getRaster();
        }
    }

    private static void compare(Annotation annotation, String file, Raster raster, JsonNode segments) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (annotation.hasSize() && (width != annotation.width || height != annotation.height)) {
            annotation.report(
                    SIZE,
                    "file_name",
                    file + " has " + width + " x " + height + " pixels (width x height), the image's record says "
                            + annotation.width + " x " + annotation.height);
            return;
        }
        Map<Integer, Long> counts = counts(raster);
        counts.remove(0);
        for (int i = 0; i < segments.size(); i++) {
            JsonNode id = segments.get(i).path("id");
            if (!id.isInt() || id.intValue() == 0) {
                continue;
            }
            Long pixels = counts.remove(id.intValue());
            JsonNode area = segments.get(i).path("area");
            if (pixels == null) {
                annotation.report(
                        SEGMENT, "segments_info", "segment " + i + ", id " + id + ", has no pixel in " + file);
            } else if (area.isNumber() && area.doubleValue() > 0 && area.doubleValue() != pixels) {
                annotation.report(
                        AREA,
                        "segments_info",
                        "the area of segment " + i + ", id " + id + ", is " + area + ", but it has " + pixels
                                + " pixels in " + file);
            }
        }
        counts.forEach((id, pixels) -> annotation.report(
                PIXELS,
                "segments_info",
                pixels + " pixels of " + file + " have the id " + id + ", which no segment has"));
    }

    /** How many pixels each id has. */
    private static Map<Integer, Long> counts(Raster raster) {
        Map<Integer, Long> counts = new TreeMap<>();
        int width = raster.getWidth();
        int[] row = new int[width * raster.getNumBands()];
        int bands = raster.getNumBands();
        for (int y = 0; y < raster.getHeight(); y++) {
            // the raster's own samples: a colour conversion would change ids
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            int from = 0;
            for (int x = 1; x <= width; x++) {
                if (x == width || id(row, x * bands) != id(row, from * bands)) {
                    counts.merge(id(row, from * bands), (long) (x - from), Long::sum);
                    from = x;
                }
            }
        }
        return counts;
    }

    private static int id(int[] row, int at) {
        return row[at] | row[at + 1] << 8 | row[at + 2] << 16;
    }
}
