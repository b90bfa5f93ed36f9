package dev.copra.dataset.tile;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import java.io.IOException;

/**
 * Where a tile comes from: the member {@code origin} of its record.
 *
 * @param imageId of the whole image
 * @param fileName of the whole image, or null
 * @param cocoUrl of the whole image, or null
 * @param width of the whole image in pixels
 * @param height of the whole image in pixels
 * @param place of the tile in it
 */
record TileOrigin(Id imageId, String fileName, String cocoUrl, int width, int height, TilePlace place) {
    static final String MEMBER = "origin";

    byte[] json() {
        JsonText text = new JsonText(128).add("{\"image_id\": ").add(imageId.json());
        if (fileName != null) {
            text.add(", \"file_name\": ").add(JsonValues.text(fileName));
        }
        if (cocoUrl != null) {
            text.add(", \"coco_url\": ").add(JsonValues.text(cocoUrl));
        }
        return text.add(", \"width\": ")
                .add(width)
                .add(", \"height\": ")
                .add(height)
                .add(", \"x\": ")
                .add(place.x())
                .add(", \"y\": ")
                .add(place.y())
                .add('}')
                .toBytes();
    }

    /** Reads the origin of a tile. @throws AnnotationException if its record states none */
    static TileOrigin of(CocoRecord tile) throws AnnotationException, IOException {
        if (tile.first(MEMBER) != '{') {
            throw tile.wrong("tile-origin", "this is no tile: it has no member " + MEMBER);
        }
        CocoRecord origin =
                CocoRecord.parse(tile.raw(MEMBER), Section.IMAGES, tile.index(), tile.line(), tile.column());
        int width = side(tile, origin, "width", 1);
        int height = side(tile, origin, "height", 1);
        TilePlace place = new TilePlace(
                side(tile, origin, "x", 0),
                side(tile, origin, "y", 0),
                side(tile, tile, "width", 1),
                side(tile, tile, "height", 1));
        Id id = origin.id("image_id");
        if (!id.present() || place.x() >= width || place.y() >= height || (long) width * height > Integer.MAX_VALUE) {
            throw tile.wrong("tile-origin", "its origin " + tile.excerpt(MEMBER) + " is no place in an image");
        }
        return new TileOrigin(id, origin.text("file_name"), origin.text("coco_url"), width, height, place);
    }

    private static int side(CocoRecord tile, CocoRecord record, String name, int least) throws AnnotationException {
        double value = record.number(name, -1);
        if (value != Math.rint(value) || value < least || value > 1 << 24) {
            throw tile.wrong("tile-origin", name + " is " + record.excerpt(name) + ", not a number of pixels");
        }
        return (int) value;
    }
}
