package dev.copra.coco;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.copra.coco.id.Id;
import dev.copra.json.JsonText;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;

/** Writes records of a results file, spaced as Python's {@code json} does. */
public final class ResultWriter {
    private ResultWriter() {}

    /**
     * A detection as JSON.
     *
     * @param fileName the image's, or null to leave it out
     * @param mask or null to leave it out
     */
    public static byte[] record(Id image, String fileName, Id category, Box box, double score, Rle mask) {
        JsonText text = new JsonText(256).add("{\"image_id\": ");
        text.add(image.json());
        if (fileName != null) {
            string(text.add(", \"file_name\": "), fileName);
        }
        text.add(", \"category_id\": ").add(category.json()).add(", \"bbox\": [");
        text.add(box.x()).add(", ").add(box.y()).add(", ");
        text.add(box.width()).add(", ").add(box.height());
        text.add("], \"score\": ").add(score);
        if (mask != null) {
            text.add(", \"segmentation\": {\"size\": [").add(mask.height()).add(", ");
            text.add(mask.width()).add("], \"counts\": ").addCounts(mask).add('}');
        }
        return text.add('}').toBytes();
    }

    private static void string(JsonText text, String value) {
        text.add('"').add(JsonStringEncoder.getInstance().quoteAsUTF8(value)).add('"');
    }
}
