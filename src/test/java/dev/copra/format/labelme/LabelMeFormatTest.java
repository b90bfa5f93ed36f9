package dev.copra.format.labelme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.format.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelMeFormatTest {
    @Test
    void readsAllShapesOfTheSample() throws IOException {
        Sample sample = Sample.read(new LabelMeFormat(), Sample.path("labelme"));
        assertEquals(List.of("a.jpg 'train' 100x80", "odd/b.jpg '' 100x80"), sample.images());
        assertEquals(
                List.of(
                        "cat rings 600 {indoor=true, blurred=false, description=\"asleep\"}",
                        "dog box 10.0 20.0 30.0 30.0",
                        "coin rings 312",
                        "path line of 3",
                        "edge line of 2",
                        "car rings 200 keypoints [2.0, 9.0, 2.0, 22.0, 9.0, 1.0]",
                        "ring mask 8",
                        "spot keypoints [3.5, 4.0, 2.0]",
                        "ship box 2.93 2.93 14.14 14.14 turned 45.0",
                        "<script>alert('x')</script> rings 6",
                        " rings 6 score 0.5 extras {made_by=\"tool\"}"),
                sample.texts("a.jpg"));
    }

    @Test
    void badShapesAreToldAndCostThemselvesAlone() throws IOException {
        Sample sample = Sample.read(new LabelMeFormat(), Sample.path("labelme"));
        assertEquals(List.of("good rings 6"), sample.texts("odd/b.jpg"));
        List<String> problems = sample.problems();
        assertEquals(7, problems.size(), problems.toString());
        assertEquals("labelme-label labelme/odd/b.json, shape 2: the shape has no label", problems.get(0));
        assertTrue(problems.get(1).contains("b.json, shape 3: a polygon has at least 3 points, not 2"));
        assertTrue(problems.get(2).contains("b.json, shape 4: point 1 is no pair of numbers"));
        assertTrue(problems.get(3).contains("b.json, shape 5: the shape_type cuboid is not known"));
        assertTrue(problems.get(4).contains("b.json, shape 6: the mask is no PNG in base64"), problems.get(4));
        assertTrue(problems.get(5).contains("b.json, shape 7: the mask of 3 x 3 pixels at 98, 70 does not lie"));
        assertTrue(problems.get(6).startsWith("json labelme/odd/c.json:3: "), problems.get(6));
    }

    @Test
    void aFileThatIsNestedTooDeeplyIsLeftOut(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("deep.json"),
                "{\"imagePath\": \"deep.jpg\", \"shapes\": [], \"more\": " + "[".repeat(600) + "]".repeat(600) + "}");
        Files.writeString(
                folder.resolve("good.json"),
                "{\"imagePath\": \"good.jpg\", \"imageWidth\": 9, \"imageHeight\": 8, \"shapes\": [{\"label\": \"a\","
                        + " \"points\": [[1, 1, 0.5], [5, 1, 0.5], [5, 6, 0.5]]}]} what Jackson passes over");
        Sample sample = Sample.read(new LabelMeFormat(), folder);
        assertEquals(List.of("good.jpg '' 9x8"), sample.images());
        assertEquals(List.of("a rings 10"), sample.texts("good.jpg"));
        assertEquals(1, sample.problems().size(), sample.problems().toString());
        assertTrue(
                sample.problems().get(0).startsWith("json "), sample.problems().get(0));
        assertTrue(
                sample.problems().get(0).contains("deep.json"),
                sample.problems().get(0));
    }
}
