package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InfoCommandTest {
    @Test
    void numbersAndStringsAreDifferentImages() {
        String results = """
                [{"image_id": 0}, {"image_id": "0"}, {"image_id": 0}, {"image_id": -5}, {"image_id": "0"}, {}]""";
        Typed typed = Typed.pipe(results, "info", "-");
        assertTrue(typed.out().contains("annotations   6 on 3 images"), typed.out());
    }

    @Test
    void saysWhatAFileIs() {
        String cvat = """
                {"images": [{"id": 1, "file_name": "a.jpg", "width": 9, "height": 9}], "categories": [], "annotations": [
                 {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "attributes": {"occluded": false}}]}""";
        Typed text = Typed.pipe(cvat, "info", "-");
        assertTrue(text.out().contains("dialect       COCO boxes, written by CVAT\n"), text.out());
        Typed json = Typed.pipe(cvat, "info", "-", "--json");
        assertTrue(json.out().contains("\"dialect\":\"boxes\",\"exporter\":\"cvat\""), json.out());
        Typed via = Typed.pipe("{\"_via_settings\": {}, \"_via_img_metadata\": {}}", "info", "-");
        assertTrue(
                via.out().contains("dialect       a project of VIA (VGG Image Annotator), not a COCO file"), via.out());
    }

    /** A line is a record of its own: one that is broken costs no other. */
    @Test
    void brokenLine() {
        String lines = """
                {"image_id": 1, "bbox": [1, 2, 3, 4]}
                {"image_id": 2, "bbox": [1, 2, 3, 4}
                what is this
                {"image_id": 3, "bbox": [1, 2, 3, 4]}
                {"image_id": 4, "bb""";
        Typed info = Typed.pipe(lines, "info", "-");
        assertEquals(1, info.code());
        assertTrue(info.out().contains("annotations   2 on 2 images"), info.out());
        assertEquals("""
                copra: standard input: annotations[1]: found '}' where ',' or ']' should be at line 2 column 36
                copra: standard input: annotations[2]: found 'w' where a JSON value should be at line 3 column 1
                copra: standard input: annotations[4]: the input ends inside a string at line 5 column 20
                """, info.err());

        Typed copied = Typed.pipe(lines, "convert", "-", "--segmentation", "rle");
        assertEquals(2, copied.code(), "what is written is JSON");
    }
}
