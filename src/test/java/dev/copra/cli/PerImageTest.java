package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eval --per-image} against pycocotools: its evalImgs, and AP of each image evaluated alone. */
final class PerImageTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private static String resource(String name) {
        try {
            return Path.of(PerImageTest.class
                            .getResource("/evaluate/per-image/" + name)
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path perImage(String name, String... more) {
        Path file = directory.resolve(name);
        List<String> args = new java.util.ArrayList<>(List.of(
                "eval", resource("gt.json"), resource("dt.json"), "--max-dets", "1,2,100", "--per-image", "" + file));
        args.addAll(List.of(more));
        Typed typed = Typed.copra(args.toArray(String[]::new));
        assertEquals(0, typed.code(), typed.err());
        return file;
    }

    @Test
    void everyMatchIsThatOfPycocotools() throws IOException {
        JsonNode images = JSON.readTree(perImage("images.json").toFile());
        JsonNode expected = JSON.readTree(Path.of(resource("expected.json")).toFile());
        assertEquals(expected.size(), images.size());
        for (JsonNode image : images) {
            JsonNode known = expected.get(image.get("image_id").asText());
            for (String count : List.of("tp", "fp", "fn")) {
                assertEquals(known.get(count).asInt(), image.get(count).asInt(), count + " of " + image);
            }
            assertEquals(known.get("ap").asDouble(), image.get("ap").asDouble());
            assertEquals(known.get("truths").size(), image.get("truths").size());
            for (JsonNode truth : image.get("truths")) {
                JsonNode match = known.get("truths").get(truth.get("id").asText());
                assertEquals(match.get(0).asText(), truth.get("outcome").asText());
                assertEquals(match.get(1), truth.get("result"));
                assertEquals(match.get(1).isNull(), truth.get("iou").isNull());
            }
            assertEquals(known.get("detections").size(), image.get("detections").size());
            for (JsonNode detection : image.get("detections")) {
                JsonNode match =
                        known.get("detections").get(detection.get("result").asText());
                assertEquals(match.get(0).asText(), detection.get("outcome").asText());
                assertEquals(match.get(1), detection.get("annotation_id"));
                assertTrue(match.get(1).isNull()
                        || detection.get("iou").asDouble() >= .5
                        || match.get(0).asText().equals("ignored"));
            }
        }
    }

    @Test
    void csvHasARowForEveryObject() throws IOException {
        List<String> rows = Files.readAllLines(perImage("images.csv", "--threads", "2"));
        assertEquals("record,image_id,tp,fp,fn,ap,category_id,annotation_id,result,outcome,score,iou", rows.get(0));
        JsonNode images =
                JSON.readTree(perImage("images.json", "--threads", "1").toFile());
        int objects = 0;
        for (JsonNode image : images) {
            objects += 1 + image.get("truths").size() + image.get("detections").size();
        }
        assertEquals(objects, rows.size() - 1);
        assertEquals(
                images.size(),
                rows.stream().filter(row -> row.startsWith("image,img ")).count());
        assertEquals(
                12 + 12,
                rows.stream().filter(row -> row.contains(",tp,")).count() - 1,
                "each pair twice, and the heading");
    }

    @Test
    void everyImageSaysWhatItSaysAlone() throws IOException {
        for (JsonNode image : JSON.readTree(perImage("images.json").toFile())) {
            Typed alone = Typed.copra(
                    "eval",
                    resource("gt.json"),
                    resource("dt.json"),
                    "--iou",
                    ".5",
                    "--max-dets",
                    "1,2,100",
                    "--json",
                    "--images",
                    image.get("image_id").asText());
            assertEquals(
                    JSON.readTree(alone.out()).get("metrics").get("AP").asDouble(),
                    image.get("ap").asDouble(),
                    image.get("image_id").asText());
        }
    }
}
