package dev.copra.coco.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentListsTest {
    private final List<String> problems = new ArrayList<>();
    private final DocumentLists lists = DocumentLists.withFiles(100);

    private void read(String json) throws IOException {
        lists.read(
                Input.standardInput(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))),
                problem -> problems.add(problem.code()));
    }

    private static CocoRecord annotation(String imageId) throws IOException {
        byte[] json = ("{\"image_id\": " + imageId + "}").getBytes(StandardCharsets.UTF_8);
        return CocoRecord.parse(json, Section.ANNOTATIONS, 0, 1, 1);
    }

    private String code(String imageId) {
        return assertThrows(AnnotationException.class, () -> lists.imageOf(annotation(imageId)))
                .code();
    }

    /** As {@code createIndex} of pycocotools has it, but in the place of the first. */
    @Test
    void theLastOfEqualIdsCounts() throws Exception {
        read("""
                {"images": [
                  {"id": 7, "height": 3, "width": 4, "file_name": "a.jpg"},
                  {"id": 8, "height": 5, "width": 6},
                  {"id": 7.0, "height": 9, "width": 10, "file_name": "b.jpg", "coco_url": "u"}],
                 "categories": [{"id": 1, "name": "cat"}, {"id": 1, "name": "dog"}]}""");
        assertEquals(
                List.of(new ListedImage(Id.of(7), 9, 10, "b.jpg", "u"), new ListedImage(Id.of(8), 5, 6, null, null)),
                lists.images());
        assertEquals(new ImageSizes.Size(9, 10), lists.sizes().of(annotation("7")));
        assertEquals(0, lists.imageOf(annotation("7")));
        assertEquals(1, lists.imageOf(annotation("8")));
        assertEquals("dog", lists.names().name(Id.of(1)));
        assertEquals(List.of(), problems);
    }

    @Test
    void whatCannotBeUsedIsToldAndRemembered() throws Exception {
        read("""
                {"annotations": [1, {"id": 1, "id": 1}], "images": [
                  {"height": 3, "width": 4},
                  {"id": 1, "width": 4},
                  {"id": 2, "height": 10, "width": 11},
                  {"id": 3, "height": 1, "width": 1, "file_name": 3},
                  {"id": "4", "height": 1, "width": 1}],
                 "categories": [{"name": "cat"}]}""");
        assertEquals(
                List.of("image-id", "image-size", "image-size", "file_name-type", "category-id"),
                problems,
                "the annotations do not matter");
        assertEquals("image-missing", code("null"));
        assertEquals("image-refused", code("1"));
        assertEquals("image-refused", code("2"));
        assertEquals("image-refused", code("3"));
        assertEquals("image-unknown", code("4"));
        assertEquals(0, lists.imageOf(annotation("\"4\"")));
        assertEquals(-1, lists.find(Id.of(9)));
        assertEquals(-1, lists.find(Id.NONE));
    }

    @Test
    void groupsKeepTheOrderOfTheDocument() {
        AnnotationGroups groups = new AnnotationGroups();
        int[] images = {2, 0, AnnotationGroups.NONE, 2, 0, 2};
        for (int image : images) {
            groups.add(image);
        }
        for (int i = 0; i < 1000; i++) {
            groups.add(AnnotationGroups.NONE);
        }
        groups.set(4, 1);
        groups.group(4);
        assertArrayEquals(new int[] {1}, groups.of(0));
        assertArrayEquals(new int[] {4}, groups.of(1));
        assertArrayEquals(new int[] {0, 3, 5}, groups.of(2));
        assertArrayEquals(new int[] {}, groups.of(3));
        assertEquals(AnnotationGroups.NONE, groups.imageOf(2));
        assertEquals(AnnotationGroups.NONE, groups.imageOf(5000));
    }
}
