package dev.copra.format.supervisely;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.format.region.Positions;
import dev.copra.image.LabelPng;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Masks as Supervisely has them: a PNG whose opaque pixels are the mask, deflated once more, in base64, and where its corner lies. */
final class Bitmap {
    /** A PNG of as many bytes and more is refused. */
    private static final int MOST_BYTES = 1 << 28;

    private Bitmap() {}

    /** Reads a mask. @throws AnnotationException if it is none, or lies outside of the image */
    static Rle read(JsonNode bitmap, DatasetImage image, long maxPixels, String place) throws AnnotationException {
        if (!image.hasSize()) {
            throw new AnnotationException("supervisely-size", place, "a bitmap needs the size of the image");
        }
        LabelPng picture;
        try {
            byte[] packed = Base64.getMimeDecoder().decode(bitmap.path("data").asText(""));
            InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed));
            byte[] png = in.readNBytes(MOST_BYTES);
            if (png.length == MOST_BYTES) {
                throw new IOException("it is too large");
            }
            picture = LabelPng.readOpacity(png, "data", maxPixels);
        } catch (IOException | IllegalArgumentException e) {
            throw new AnnotationException(
                    "supervisely-bitmap", place, "the bitmap is no deflated PNG in base64: " + e.getMessage());
        }
        double left = Positions.number(bitmap.path("origin"), 0, place);
        double top = Positions.number(bitmap.path("origin"), 1, place);
        int width = picture.width();
        int height = picture.height();
        if (left < 0 || top < 0 || left + width > image.width() || top + height > image.height()) {
            throw new AnnotationException(
                    "supervisely-bitmap",
                    place,
                    "the bitmap of " + width + " x " + height + " pixels at " + (long) left + ", " + (long) top
                            + " does not lie in the image of " + image.width() + " x " + image.height());
        }
        byte[] dense = new byte[width * height];
        for (int i = 0; i < dense.length; i++) {
            dense[i % width * height + i / width] = (byte) (picture.values()[i] == 0 ? 0 : 1);
        }
        return Rle.ofDense(dense, height, width).place((int) left, (int) top, image.height(), image.width());
    }

    /** A mask that is not empty. */
    static ObjectNode write(Rle mask) throws IOException {
        Box box = mask.bounds();
        int left = (int) box.x();
        int top = (int) box.y();
        int width = (int) box.width();
        int height = (int) box.height();
        int[] rows = mask.crop(left, top, left + width, top + height).toRows(1);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            LabelPng.writeOpacity(out, width, height, rows);
        }
        ObjectNode bitmap = JsonNodeFactory.instance.objectNode();
        bitmap.put("data", Base64.getEncoder().encodeToString(packed.toByteArray()));
        bitmap.putArray("origin").add(left).add(top);
        return bitmap;
    }
}
