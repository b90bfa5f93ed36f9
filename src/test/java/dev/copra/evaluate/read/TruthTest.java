package dev.copra.evaluate.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.copra.evaluate.Documents;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TruthTest {

    /** A crowd, a box without extent and, where images are scaled, one on an image of unknown size have no shape. */
    @Test
    void shapesOfBoxes() throws IOException {
        Truth truth = Documents.truth(Documents.text("""
                        {"images": [{"id": 1, "height": 320, "width": 640}, {"id": 2, "height": 100, "width": 50}],
                         "categories": [{"id": 1, "name": "a"}],
                         "annotations": [
                          {"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 40], "area": 400, "iscrowd": 0},
                          {"id": 2, "image_id": 1, "category_id": 1, "bbox": [0, 0, 600, 3], "area": 1800, "iscrowd": 1},
                          {"id": 3, "image_id": 1, "category_id": 1, "bbox": [0, 0, 0, 3], "area": 0, "iscrowd": 0},
                          {"id": 4, "image_id": 3, "category_id": 1, "bbox": [0, 0, 7, 3], "area": 21, "iscrowd": 0},
                          {"id": 5, "image_id": 2, "category_id": 1, "bbox": [5, 5, 20, 8], "area": 160, "iscrowd": 0}]}"""), Rules.coco(Kind.BBOX));
        assertArrayEquals(new double[] {10, 40, 7, 3, 20, 8}, truth.boxShapes(0));
        assertArrayEquals(new double[] {5, 20, 64, 25.6}, truth.boxShapes(320));
    }
}
