package dev.copra.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.box2mask.Fallback;
import dev.copra.box2mask.MaskEditor;
import dev.copra.box2mask.MaskOptions;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.Selection;
import dev.copra.box2mask.fill.FillStrategy;
import dev.copra.box2mask.polygon.PolygonStrategy;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.Encoding;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.dataset.Reencoding;
import dev.copra.io.Input;
import dev.copra.json.NonFinitePolicy;
import dev.copra.report.Json;
import dev.copra.stats.DatasetCollector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Masks, counts and problems are the same for any number of threads. */
class AnnotationEditorsTest {
    private static final ReadingAhead THREE = new ReadingAhead(3, 200, 700, 5000);

    /** Annotations of which some have a bad box, no image, no mask, a mask of any kind, or a value in quotes. */
    private static byte[] document(long seed) {
        Random random = new Random(seed);
        List<String> annotations = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int x = random.nextInt(80);
            int y = random.nextInt(80);
            String box = random.nextInt(30) == 0 ? "[1, 2]" : "[" + x + ", " + y + ", " + random.nextInt(40) + ", 20]";
            String mask = switch (random.nextInt(8)) {
                case 0 -> "";
                case 1 -> ", \"segmentation\": []";
                case 2 -> ", \"segmentation\": {\"size\": [90, 90], \"counts\": [10, 5, 8085]}";
                case 3 -> ", \"segmentation\": {\"size\": [90, 90], \"counts\": \":5_l7\"}";
                case 4 -> ", \"segmentation\": [[\"" + x + "\", 1, 50, 1, 50, 50]]";
                default ->
                    ", \"segmentation\": [[" + x + ", " + y + ", " + (x + 9) + ", " + y + ", " + (x + 9) + ", "
                            + (y + 9.5) + "]]";
            };
            annotations.add(
                    "{\"id\": " + i + ", \"image_id\": " + random.nextInt(11) + ", \"category_id\": 1, \"iscrowd\": "
                            + (random.nextInt(9) == 0 ? 1 : 0) + ", \"bbox\": " + box + mask + "}");
        }
        List<String> images = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            images.add("{\"id\": " + i + ", \"height\": 90, \"width\": 90}");
        }
        // behind the annotations stands what looks like more of them
        return ("{\"images\": [" + String.join(", ", images) + "], \"annotations\": [" + String.join(", ", annotations)
                        + "], \"others\": [" + String.join(", ", annotations) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What is written, and what was rejected. */
    private static String run(byte[] document, CocoVisitor visitor, List<String> problems, ReadingAhead ahead)
            throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        CocoReader.rewrite(
                Input.standardInput(new ByteArrayInputStream(document)), visitor, copy, NonFinitePolicy.KEEP, ahead);
        return problems + "\n" + copy.toString(StandardCharsets.UTF_8);
    }

    private static String reencoded(byte[] document, Encoding encoding, double simplify, ReadingAhead ahead)
            throws IOException {
        List<String> problems = new ArrayList<>();
        MaskEncoder encoder = new MaskEncoder(encoding, simplify);
        Reencoding reencoding = new Reencoding(
                encoder,
                DocumentLists.withoutFiles(10_000).sizes(),
                problem -> problems.add(problem.where() + problem.getMessage() + problem.line()));
        String text = run(document, reencoding, problems, ahead);
        return reencoding.tally() + " " + encoder.loss() + text;
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void masksAreReencoded(Encoding encoding) throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            byte[] document = document(seed);
            assertEquals(reencoded(document, encoding, 0, ReadingAhead.NONE), reencoded(document, encoding, 0, THREE));
        }
        byte[] document = document(11);
        assertEquals(
                reencoded(document, Encoding.POLYGON, 2, ReadingAhead.NONE),
                reencoded(document, Encoding.POLYGON, 2, THREE));
    }

    private static String masked(byte[] document, MaskStrategy strategy, ReadingAhead ahead) throws IOException {
        List<String> problems = new ArrayList<>();
        MaskEditor editor = new MaskEditor(
                strategy,
                new MaskOptions(
                        new Selection(Selection.Only.BOXES, List.of(), false),
                        Fallback.ELLIPSE,
                        new MaskEncoder(Encoding.RLE, 0),
                        BoxFormat.COCO,
                        false),
                DocumentLists.withoutFiles(10_000),
                problem -> problems.add(problem.where() + problem.getMessage() + problem.line()));
        String text = run(document, editor, problems, ahead);
        return editor.tally() + text;
    }

    @Test
    void boxesGetMasks() throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            byte[] document = document(seed);
            MaskStrategy strategy =
                    seed % 2 == 0 ? new FillStrategy() : new PolygonStrategy(PolygonStrategy.Shape.ELLIPSE);
            assertEquals(masked(document, strategy, ReadingAhead.NONE), masked(document, strategy, THREE));
        }
    }

    private static String measured(byte[] document, ReadingAhead ahead) throws IOException {
        List<String> problems = new ArrayList<>();
        DatasetCollector collector =
                new DatasetCollector(problem -> problems.add(problem.where() + problem.getMessage() + problem.line()));
        String text = run(document, collector, problems, ahead);
        return Json.write(collector.result(null)) + text;
    }

    @Test
    void dataSetsAreMeasured() throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            byte[] document = document(seed);
            assertEquals(measured(document, ReadingAhead.NONE), measured(document, THREE));
        }
    }
}
