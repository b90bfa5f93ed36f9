package dev.copra.draw;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.TreeIds;
import dev.copra.format.region.PixelOwners;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.LabelPng;
import dev.copra.io.Failures;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The segments of panoptic annotations, whose masks are in PNG files. */
public final class SegmentPictures {
    private final ImageFinder finder;
    private final long maxPixels;

    /**
     * Those of a document.
     *
     * @param folder of the files; null for the one beside the document that has its name, or else the document's own
     * @param maxPixels files of more pixels are refused
     */
    public SegmentPictures(Input document, Path folder, long maxPixels) {
        this.maxPixels = maxPixels;
        finder = new ImageFinder(folder != null ? folder : beside(document));
    }

    private static Path beside(Input document) {
        if (document.path() == null) {
            return Path.of("");
        }
        Path file = document.path().toAbsolutePath();
        String name = String.valueOf(file.getFileName());
        Path folder = file.resolveSibling(name.contains(".") ? name.substring(0, name.indexOf('.')) : name);
        return Files.isDirectory(folder) ? folder : file.getParent();
    }

    /**
     * The segments of an annotation, each with its mask.
     *
     * @param height of the image in pixels; 0 if it is not known
     * @param width of the image in pixels
     * @param names what categories are called
     * @param problems told of segments without a pixel, which are left out
     * @throws AnnotationException if the annotation has no segments, or its file cannot be read
     */
    public List<ShownObject> of(
            CocoRecord annotation, int height, int width, Function<Id, String> names, ProblemSink problems)
            throws IOException, AnnotationException {
        String file = annotation.text("file_name");
        JsonNode infos = annotation.tree("segments_info");
        if (file == null || infos == null || !infos.isArray()) {
            throw annotation.wrong(
                    "panoptic-members", "a panoptic annotation has image_id, file_name and segments_info");
        }
        LabelPng picture;
        int[] ids;
        try {
            picture = LabelPng.read(finder.find(file, null).file(), maxPixels);
            ids = picture.segmentIds(file);
        } catch (ImageException e) {
            throw annotation.wrong(e.code(), e.getMessage());
        } catch (IOException e) {
            throw annotation.wrong("panoptic-png", Failures.describe(e));
        }
        if (height > 0 && (picture.width() != width || picture.height() != height)) {
            throw annotation.wrong(
                    "panoptic-size",
                    file + " has " + picture.width() + " x " + picture.height() + " pixels, its image " + width + " x "
                            + height);
        }
        Map<Integer, Rle> masks = PixelOwners.masks(ids, picture.width(), picture.height());
        List<ShownObject> segments = new ArrayList<>();
        for (JsonNode info : infos) {
            Rle mask = masks.get(info.path("id").asInt());
            if (mask == null) {
                problems.add(annotation.wrong(
                        "panoptic-segment",
                        "segment " + info.path("id").asText() + ": no pixel of " + file + " has this id"));
                continue;
            }
            Id category = TreeIds.ifAny(info.path("category_id"));
            segments.add(new ShownObject(
                    annotation.index(),
                    TreeIds.ifAny(info.path("id")),
                    category,
                    names.apply(category),
                    info.path("score").asDouble(Double.NaN),
                    mask,
                    null,
                    null,
                    null,
                    info.path("iscrowd").asInt() != 0));
        }
        return segments;
    }
}
