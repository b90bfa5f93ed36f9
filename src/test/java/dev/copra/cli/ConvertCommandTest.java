package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static dev.copra.cli.Typed.pipe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCENES = "testdata/scenes/instances.json";

    @ParameterizedTest
    @ValueSource(strings = {"rle", "counts", "polygon"})
    void convertingTwiceChangesNothing(String encoding) {
        for (String file :
                List.of(SCENES, "testdata/odd/segmentation-shapes.json", "testdata/odd/layout-indent-4.json")) {
            Typed once = copra("convert", file, "--segmentation", encoding);
            assertEquals(
                    once.out(),
                    pipe(once.out(), "convert", "-", "--segmentation", encoding).out());
        }
    }

    /** Only the segmentation changes, and not where it is encoded so already. */
    @ParameterizedTest
    @ValueSource(strings = {"rle", "counts", "polygon"})
    void nothingElseChanges(String encoding) throws IOException {
        JsonNode before = JSON.readTree(Files.readString(Path.of(SCENES)));
        Typed typed = copra("convert", SCENES, "--segmentation", encoding);
        assertEquals(0, typed.code(), typed.err());
        JsonNode after = JSON.readTree(typed.out());
        for (int i = 0; i < before.get("annotations").size(); i++) {
            JsonNode old = before.get("annotations").get(i);
            JsonNode found = after.get("annotations").get(i);
            String kind = old.get("segmentation").isArray()
                    ? "polygon"
                    : old.get("segmentation").get("counts").isArray() ? "counts" : "rle";
            if (kind.equals(encoding)) {
                assertEquals(old, found);
            }
            ((com.fasterxml.jackson.databind.node.ObjectNode) old).remove("segmentation");
            ((com.fasterxml.jackson.databind.node.ObjectNode) found).remove("segmentation");
        }
        assertEquals(before, after);
    }

    /** Through every encoding and back, the masks are what they were. */
    @Test
    void masksSurvive() {
        String rle = copra("convert", SCENES, "--segmentation", "rle").out();
        String text = rle;
        for (String encoding : List.of("polygon", "counts", "polygon", "rle")) {
            text = pipe(text, "convert", "-", "--segmentation", encoding).out();
        }
        assertEquals(rle, text);
    }

    @Test
    void polygonsOfCocoBecomeTheMasksOfPycocotools() throws IOException {
        String shared = System.getenv("COPRA_SHARED");
        assumeTrue(shared != null, "COPRA_SHARED is not set");
        Typed typed = copra(
                "convert",
                Path.of(shared, "data", "coco-dev", "annotations.json").toString(),
                "--segmentation",
                "rle");
        assertEquals(0, typed.code(), typed.err());
        JsonNode annotations = JSON.readTree(typed.out()).get("annotations");
        try (InputStream in = Files.newInputStream(Path.of(shared, "golden", "annotations.jsonl"))) {
            List<JsonNode> golden = dev.copra.GoldenLines.read(in);
            assertTrue(golden.size() > 500, "only " + golden.size());
            for (JsonNode line : golden) {
                JsonNode found = null;
                for (JsonNode annotation : annotations) {
                    found = annotation.get("id").equals(line.get("id")) ? annotation : found;
                }
                assertEquals(line.get("rle"), found.get("segmentation"), () -> "annotation " + line.get("id"));
            }
        }
    }

    @Test
    void simplifyingTellsWhatItCosts() throws IOException {
        String rle = copra("convert", SCENES, "--segmentation", "rle").out();
        Typed exact = pipe(rle, "convert", "-", "--segmentation", "polygon");
        Typed simple = pipe(rle, "convert", "-", "--segmentation", "polygon", "--simplify", "1.5", "--json");
        assertTrue(simple.out().length() < 0.8 * exact.out().length());
        JsonNode loss = JSON.readTree(simple.err()).get("simplified");
        assertEquals(130, loss.get("masks").asInt());
        assertTrue(loss.get("mean_iou").asDouble() > 0.8, loss::toString);
        Typed unneeded = pipe(rle, "convert", "-", "--segmentation", "counts", "--simplify", "1");
        assertEquals(2, unneeded.code());
        assertEquals("copra: --simplify belongs to --segmentation polygon\n", unneeded.err());
    }
}
