package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --recall}, {@code --max-dets} and many categories in {@code --confusion}; figures of pycocotools 2.0.11's arrays. */
final class ThresholdsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private static String resource(String name) {
        try {
            return Path.of(ThresholdsTest.class
                            .getResource("/evaluate/per-image/" + name)
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode metrics(String... option) throws IOException {
        Typed typed = Typed.copra("eval", resource("gt.json"), resource("dt.json"), "--json", option[0], option[1]);
        assertEquals(0, typed.code(), typed.err());
        return JSON.readTree(typed.out()).get("metrics");
    }

    @ParameterizedTest
    @CsvSource({
        "'0,.25,.5,.75,1', .2954973544973545, .4861904761904762",
        "'.1,.9', .3615079365079365, .5",
        ".5, .2831216931216931, .5238095238095238",
        "0:1:.1, .2717932572478027, .4891293891293891",
        "0:1:.01, .24630903566547127, .47171931478862167"
    })
    void precisionIsReadAtTheRecallsAskedFor(String recalls, double ap, double ap50) throws IOException {
        assertEquals(ap, metrics("--recall", recalls).get("AP").asDouble());
        assertEquals(ap50, metrics("--recall", recalls).get("AP50").asDouble());
    }

    @ParameterizedTest
    @CsvSource({
        "1, .21485148514851485, AR1:.2236111111111111",
        "2, .21800330033003298, AR2:.2694444444444445",
        "500, .24630903566547127, AR500:.34768518518518515",
        "'1,100', .24630903566547127, AR1:.2236111111111111 AR100:.34768518518518515",
        "'1,2,3,5,100', .24630903566547127, AR1:.2236111111111111 AR3:.2902777777777778 AR5:.3402777777777778"
    })
    void anyNumberOfDetectionsMayBeAskedFor(String most, double ap, String recalls) throws IOException {
        JsonNode metrics = metrics("--max-dets", most);
        assertEquals(ap, metrics.get("AP").asDouble());
        for (String recall : recalls.split(" ")) {
            String[] parts = recall.split(":");
            assertEquals(Double.parseDouble(parts[1]), metrics.get(parts[0]).asDouble(), parts[0]);
        }
    }

    @Test
    void confusionOfManyCategoriesHasWhatIsThereAlone() throws IOException {
        StringBuilder categories = new StringBuilder();
        for (int id = 1; id <= 5000; id++) {
            categories.append(id == 1 ? "" : ",").append("{\"id\": " + id + ", \"name\": \"c" + id + "\"}");
        }
        Path truth = Files.writeString(directory.resolve("gt.json"), """
                {"images": [{"id": 1, "width": 100, "height": 100}], "categories": [%s], "annotations": [
                 {"id": 1, "image_id": 1, "category_id": 7, "bbox": [0, 0, 10, 10], "area": 100, "iscrowd": 0},
                 {"id": 2, "image_id": 1, "category_id": 8, "bbox": [50, 50, 10, 10], "area": 100, "iscrowd": 0}]}""".formatted(categories));
        Path results = Files.writeString(directory.resolve("dt.json"), """
                [{"image_id": 1, "category_id": 4999, "bbox": [0, 0, 10, 10], "score": 0.5}]""");
        Path confusion = directory.resolve("confusion.json");
        Typed typed = Typed.copra("eval", "" + truth, "" + results, "--iou", ".5", "--confusion", "" + confusion);
        assertEquals(0, typed.code(), typed.err());
        assertEquals("""
                [
                {"truth_id":7,"truth":"c7","detection_id":4999,"detection":"c4999","count":1},
                {"truth_id":8,"truth":"c8","detection_id":null,"detection":null,"count":1}
                ]
                """, Files.readString(confusion));
    }
}
