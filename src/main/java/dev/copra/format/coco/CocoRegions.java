package dev.copra.format.coco;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.coco.Segmentation;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Regions as COCO's {@code segmentation}. */
public final class CocoRegions {
    private CocoRegions() {}

    /**
     * Reads a segmentation that stands alone, however it is spelled.
     *
     * @param json polygons or an RLE
     * @return null if it is none
     * @throws AnnotationException if it is no segmentation; says nothing of the place
     */
    public static Region read(String json, DatasetImage image, String place) throws AnnotationException {
        String record = "{\"segmentation\":" + json + "}";
        try {
            JsonValues.tree(record.getBytes(StandardCharsets.UTF_8), 0, record.length());
            return read(CocoRecord.parse(record.getBytes(StandardCharsets.UTF_8), Section.ANNOTATIONS, 0, 1, 1), image);
        } catch (IOException e) {
            throw new AnnotationException("segmentation-json", place, "the segmentation is no JSON");
        } catch (AnnotationException e) {
            throw new AnnotationException(e.code(), place, e.getMessage());
        }
    }

    /** A segmentation on its own: polygons as lists, a mask as compressed RLE. */
    public static String write(Region region) {
        JsonText text = new JsonText(256);
        write(text, region, region instanceof Region.Raster raster ? raster.mask() : null, false, false);
        return new String(text.toBytes(), StandardCharsets.UTF_8);
    }

    static Region read(CocoRecord annotation, DatasetImage image) throws AnnotationException {
        Segmentation segmentation = annotation.segmentation();
        if (segmentation instanceof Segmentation.None) {
            return null;
        }
        if (segmentation instanceof Segmentation.Polygons polygons) {
            SegmentationRasterizer.check(polygons, annotation);
            return new Region.Rings(polygons.rings());
        }
        var mask = SegmentationRasterizer.rle(segmentation, annotation);
        if (image.hasSize() && (mask.height() != image.height() || mask.width() != image.width())) {
            throw annotation.wrong(
                    "rle-size",
                    "the mask has " + mask.height() + " x " + mask.width() + " pixels, its image " + image.height()
                            + " x " + image.width());
        }
        return new Region.Raster(mask);
    }

    /**
     * @param mask the pixels of the region; null if they are not known, and then it is written as polygons
     * @param polygons whether it is to be written as polygons, if it has a pixel
     * @param counts whether an RLE is a list of numbers
     */
    static void write(JsonText text, Region region, Rle mask, boolean polygons, boolean counts) {
        if (mask == null
                || polygons
                        && !(region instanceof Region.Raster raster
                                && raster.mask().isEmpty())) {
            List<double[]> rings = Regions.rings(region);
            text.add('[');
            for (int r = 0; r < rings.size(); r++) {
                text.add(r > 0 ? ",[" : "[");
                double[] ring = rings.get(r);
                for (int i = 0; i < ring.length; i++) {
                    text.add(i > 0 ? "," : "").add(ring[i]);
                }
                text.add(']');
            }
            text.add(']');
            return;
        }
        text.add("{\"size\":[").add(mask.height()).add(',').add(mask.width()).add("],\"counts\":");
        if (counts) {
            text.add('[');
            for (int c = 0; c < mask.counts().length; c++) {
                text.add(c > 0 ? "," : "").add(mask.counts()[c]);
            }
            text.add("]}");
        } else {
            text.addCounts(mask).add('}');
        }
    }
}
