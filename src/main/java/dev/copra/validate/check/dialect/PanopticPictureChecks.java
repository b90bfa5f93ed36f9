package dev.copra.validate.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.ImageHeader;
import dev.copra.image.LabelPng;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The PNG of a panoptic annotation, whose colours say which segment each pixel belongs to. A stripe of a picture is in memory for
 * each thread.
 */
public final class PanopticPictureChecks {
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

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(MISSING, SIZE, SEGMENT, PIXELS, AREA);

    private final ImageFinder folder;
    private final boolean required;

    /** @param required whether all PNGs must be in the folder */
    public PanopticPictureChecks(ImageFinder folder, boolean required) {
        this.folder = folder;
        this.required = required;
    }

    /** Called by many threads. */
    public void check(Annotation annotation) {
        String name = annotation.subject().text("file_name");
        JsonNode segments = annotation.subject().tree("segments_info");
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
            compare(annotation, shown, header, counts(file), segments);
        } catch (FileSystemException e) {
            annotation.report(MISSING, "file_name", shown + ": " + e.getReason());
        } catch (ImageException | IOException e) {
            annotation.report(MISSING, "file_name", shown + " cannot be read: " + e.getMessage());
        }
    }

    private static void compare(
            Annotation annotation, String file, ImageHeader header, Map<Integer, Long> counts, JsonNode segments) {
        int width = header.width();
        int height = header.height();
        if (annotation.hasSize() && (width != annotation.width() || height != annotation.height())) {
            annotation.report(
                    SIZE,
                    "file_name",
                    file + " has " + width + " x " + height + " pixels (width x height), the image's record says "
                            + annotation.width() + " x " + annotation.height());
            return;
        }
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

    /** How many pixels each id has. Reads the picture in stripes, so that its size does not matter. */
    private static Map<Integer, Long> counts(Path file) throws IOException {
        Map<Integer, Long> counts = new TreeMap<>();
        LabelPng.readSegmentIds(file, MOST_PIXELS, ids -> {
            int from = 0;
            for (int x = 1; x <= ids.length; x++) {
                if (x == ids.length || ids[x] != ids[from]) {
                    counts.merge(ids[from], (long) (x - from), Long::sum);
                    from = x;
                }
            }
        });
        return counts;
    }
}
