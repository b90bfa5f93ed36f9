package dev.copra.validate.fix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationReferencesTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"id": 1, "image_id": 2, "category_id": 3}     | false
            {"id": 1, "annotation_id": 2}                  | true
            {"id": 1, "annotationIds": [2]}                | true
            {"id": 1, "ann_id": "2"}                       | true
            {"id": 1, "parent_id": 2}                      | true
            {"id": 1, "subject_id": 2, "object_id": 3}     | true
            {"id": 1, "part_ids" : [ 2, 3 ]}               | true
            {"id": 1, "ids": [2, 3]}                       | true
            {"id": 1, "partID": 2}                         | true
            {"id": 1, "attributes": {"linked_id": 2}}      | true
            [{"pairs": [{"first_id": -1}]}]                | true
            {"id": 1, "link_\\u0069d": 2}                  | true
            {"id": 1, "part_id": null, "link_ids": []}     | false
            {"id": 1, "part_id": "abc"}                    | false
            {"id": 1, "track_id": 2, "video_id": 3}        | false
            {"id": 1, "neg_category_ids": [2]}             | false
            {"id": 1, "valid": 1, "grids": [1], "paid": 3} | false
            {"id": 1, "text": "annotation_id", "a": 2}     | false
            """)
    void namesDecide(String json, boolean refers) {
        assertEquals(refers, AnnotationReferences.isIn(json.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"annotation_ids, true", "selected_ids, true", "category_ids, false", "lists, false"})
    void theNameOfAWholeMemberCounts(String name, boolean refers) {
        assertEquals(refers, AnnotationReferences.isIn(name, "[3, 4]".getBytes(UTF_8)));
    }
}
