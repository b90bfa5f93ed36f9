package dev.copra.dataset.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.coco.region.Encoding;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.dataset.CocoIndex;
import dev.copra.image.PictureWriter;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import dev.copra.mask.RandomMasks;
import dev.copra.mask.Rle;
import dev.copra.run.Progress;
import dev.copra.shape.RandomRings;
import dev.copra.testdata.DocumentCases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tile and untile are the identity on masks, whatever they are and however they are written. */
class TileLawsTest {
    @TempDir
    Path folder;

    private int runs;

    private byte[] tiled(byte[] document, TileOptions options, int threads) throws IOException {
        Path target = folder.resolve("tiles" + runs++);
        try (CocoIndex index = CocoIndex.read(DocumentCases.input(document), null, TileLawsTest::fail);
                OutputFolder out = OutputFolder.open(target, false)) {
            new Tiling(options, null, out, TileLawsTest::fail, TileLawsTest::fail)
                    .run(index, threads, new Progress.Screen(false, null));
            out.commit();
        }
        return Files.readAllBytes(target.resolve(Tiling.DOCUMENT));
    }

    private static void fail(AnnotationException problem) throws IOException {
        throw new IOException(problem.where() + ": " + problem.getMessage());
    }

    private static byte[] untiled(byte[] found, byte[] tiles, int threads) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SeamRule rule = new SeamRule(SeamRule.Action.MERGE, .5, false);
        try (CocoIndex index =
                CocoIndex.read(DocumentCases.input(found), DocumentCases.input(tiles), TileLawsTest::fail)) {
            new Untiling(index, rule, TileLawsTest::fail).write(out, threads);
        }
        return out.toByteArray();
    }

    /** The masks of a document by annotation id. */
    private static Map<String, Rle> masks(byte[] document) throws IOException, AnnotationException {
        Map<String, int[]> sizes = new HashMap<>();
        for (JsonNode image : DocumentCases.tree(document).get("images")) {
            sizes.put(
                    image.get("id").toString(),
                    new int[] {image.get("height").asInt(), image.get("width").asInt()});
        }
        Map<String, Rle> masks = new HashMap<>();
        for (JsonNode annotation : DocumentCases.tree(document).get("annotations")) {
            CocoRecord record = CocoRecord.parse(JsonValues.text(annotation), Section.ANNOTATIONS, masks.size(), 1, 1);
            int[] size = sizes.get(annotation.get("image_id").toString());
            Rle mask = new SegmentationRasterizer().rasterize(record.segmentation(), record, size[0], size[1]);
            masks.put(annotation.get("image_id") + "/" + annotation.get("id"), mask);
        }
        return masks;
    }

    /** A data set of odd masks in any encoding; sections in any order, ids of any kind. */
    private static byte[] dataset(Random random) {
        RandomMasks masks = new RandomMasks(random);
        RandomRings rings = new RandomRings(random);
        List<String> images = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        int next = 1;
        for (int i = 0; i < random.nextInt(4); i++) {
            int height = 1 + random.nextInt(60);
            int width = 1 + random.nextInt(60);
            String id = random.nextBoolean() ? "" + (7 + i) : "\"img " + i + "\"";
            images.add("{\"id\": " + id + ", \"width\": " + width + ", \"height\": " + height
                    + ", \"file_name\": \"folder/ä " + i / 2 + ".jpg\", \"license\": 3}");
            for (int a = 0; a < random.nextInt(7); a++) {
                String annotation = random.nextBoolean() ? "" + next : "\"a" + next + "\"";
                next++;
                Rle mask = masks.next(height, width);
                String segmentation;
                if (random.nextInt(3) == 0) {
                    List<String> lists = new ArrayList<>();
                    for (int r = 0; r < 1 + random.nextInt(3); r++) {
                        double[] ring = rings.next(height, width);
                        if (ring.length >= 6 && Arrays.stream(ring).allMatch(Double::isFinite)) {
                            lists.add(Arrays.toString(ring));
                        }
                    }
                    segmentation = lists.isEmpty() ? "[[1, 1, 4, 1, 4, 4]]" : lists.toString();
                } else if (random.nextBoolean()) {
                    segmentation = "{\"size\": [" + height + ", " + width + "], \"counts\": "
                            + Arrays.toString(mask.counts()) + "}";
                } else {
                    segmentation = "{\"counts\": "
                            + new String(JsonValues.text(mask.toCountsString()), StandardCharsets.UTF_8)
                            + ", \"size\": [" + height + ", " + width + "]}";
                }
                Box bounds = mask.isEmpty() ? new Box(0, 0, width, height) : mask.bounds();
                annotations.add("{\"id\": " + annotation + ", \"image_id\": " + id + ", \"segmentation\": "
                        + segmentation + ", \"bbox\": [" + bounds.x() + ", " + bounds.y() + ", " + bounds.width()
                        + ", " + bounds.height() + "], \"iscrowd\": " + random.nextInt(2)
                        + (random.nextBoolean() ? ", \"category_id\": 1" : "") + ", \"area\": " + mask.area()
                        + ", \"mine\": {\"x\": [1.50]}}");
            }
        }
        List<String> members = new ArrayList<>(List.of(
                "\"images\": [" + String.join(", ", images) + "]",
                "\"annotations\": [" + String.join(",\n ", annotations) + "]",
                "\"info\": {\"year\": 2017}"));
        if (random.nextBoolean()) {
            members.add("\"categories\": [{\"id\": 1, \"name\": \"cat\"}]");
        }
        java.util.Collections.shuffle(members, random);
        return ("{" + String.join(",\n", members) + "}").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("dev.copra.LawCases#seeds")
    void tileAndUntileKeepEveryPixel(long seed) throws IOException, AnnotationException {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            byte[] document = dataset(random);
            Encoding encoding = random.nextBoolean() ? null : Encoding.values()[random.nextInt(3)];
            TileOptions options = new TileOptions(
                    new TileGrid(
                            1 + random.nextInt(40),
                            1 + random.nextInt(40),
                            random.nextInt(2) * random.nextDouble() * .7,
                            TileGrid.Edge.values()[random.nextInt(2)]),
                    0,
                    encoding,
                    PictureWriter.PNG,
                    false);
            byte[] tiles = tiled(document, options, 1);
            assertArrayEquals(tiles, tiled(document, options, 3));
            byte[] back = untiled(tiles, tiles, 1);
            assertArrayEquals(back, untiled(tiles, tiles, 3));
            Map<String, Rle> expected = masks(document);
            Map<String, Rle> found = masks(back);
            for (Map.Entry<String, Rle> mask : expected.entrySet()) {
                Rle same = found.get(mask.getKey());
                assertTrue(same != null, () -> mask.getKey() + " is lost of " + new String(document));
                assertEquals(mask.getValue().height(), same.height());
                assertTrue(
                        mask.getValue().area() == same.area()
                                && mask.getValue().difference(same).isEmpty(),
                        () -> mask.getKey() + ": " + mask.getValue() + ", " + same);
            }
            assertEquals(expected.size(), found.size());
            checkRest(DocumentCases.tree(document), DocumentCases.tree(back));
        }
    }

    /** What is no place in an image stays. */
    private static void checkRest(JsonNode before, JsonNode after) {
        assertEquals(before.get("info"), after.get("info"));
        Map<String, JsonNode> images = new HashMap<>();
        after.get("images").forEach(image -> images.put(image.get("id").toString(), image));
        for (JsonNode image : before.get("images")) {
            assertEquals(image, images.remove(image.get("id").toString()));
        }
        assertEquals(Map.of(), images);
        Map<String, JsonNode> annotations = new HashMap<>();
        after.get("annotations").forEach(a -> annotations.put(a.get("id").toString(), a));
        for (JsonNode annotation : before.get("annotations")) {
            JsonNode same = annotations.get(annotation.get("id").toString());
            for (String member : List.of("image_id", "category_id", "iscrowd", "mine")) {
                assertEquals(annotation.get(member), same.get(member));
            }
            assertEquals(null, same.get("origin_id"));
            assertEquals(null, same.get("visible"));
        }
    }
}
