package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.GoldenLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code copra eval --partial} and {@code copra aggregate}: the parts of an evaluation make up the whole, byte for byte. */
class PartialTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private String out;
    private String err;

    private int run(String... args) {
        Typed done = Typed.copra(args);
        out = done.out();
        err = done.err();
        return done.code();
    }

    private String file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.writeString(path, text);
        return path.toString();
    }

    /** The records of a list whose image is in a part. */
    private static ArrayNode part(JsonNode list, String member, int[] partOf, int part) {
        ArrayNode records = JSON.createArrayNode();
        list.forEach(record -> {
            if (partOf[record.get(member).asInt()] == part) {
                records.add(record);
            }
        });
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--no-categories", "--max-dets=3,7 --iou=.3,.5 --area=odd:50:300"})
    void partsMakeUpTheWhole(String options) throws IOException {
        String[] more = options.isEmpty() ? new String[0] : options.split(" ");
        List<JsonNode> lines = GoldenLines.read("analysis_cases");
        Random random = new Random(7);
        for (JsonNode line : lines.subList(0, 6)) {
            JsonNode truth = line.get("gt");
            int images = truth.get("images").size();
            int count = 1 + random.nextInt(4);
            int[] partOf = random.ints(images + 1, 0, count).toArray();
            List<String> parts = new ArrayList<>();
            for (int p = 0; p < count; p++) {
                ObjectNode document = truth.deepCopy();
                document.set("images", part(truth.get("images"), "id", partOf, p));
                document.set("annotations", part(truth.get("annotations"), "image_id", partOf, p));
                String results =
                        part(line.get("results"), "image_id", partOf, p).toString();
                // what one part counts need not be counted in one go: the second is of two runs over a common truth
                String partial = folder.resolve("part" + p + ".jsonl" + (p == 1 ? ".gz" : ""))
                        .toString();
                String[] command = {
                    "eval",
                    file("t.json", document.toString()),
                    file("r.json", results),
                    "--analysis",
                    "--partial",
                    partial
                };
                assertEquals(0, run(join(command, more)), err);
                parts.add(0, partial);
            }
            String whole = file("truth.json", truth.toString());
            String results = file("results.json", line.get("results").toString());
            for (String format : new String[] {"--json", "--per-category"}) {
                assertEquals(0, run(join(new String[] {"eval", whole, results, "--analysis", format}, more)), err);
                String expected = format.equals("--json") ? withoutProblems(out) : out;
                assertEquals(0, run(join(join(new String[] {"aggregate", "--analysis", format}, parts))), err);
                assertEquals(expected, format.equals("--json") ? withoutProblems(out) : out);
            }
            // parts of parts, and what they count as a file
            String all = folder.resolve("all.jsonl").toString();
            assertEquals(0, run(join(join(new String[] {"aggregate", "--partial", all}, parts))), err);
            String direct = folder.resolve("direct.jsonl").toString();
            assertEquals(0, run(join(new String[] {"eval", whole, results, "--analysis", "--partial", direct}, more)));
            assertEquals(Files.readString(Path.of(direct)), Files.readString(Path.of(all)));
        }
    }

    /** The slices of CrowdPose, which no part knows whole, and those of a file. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partsHaveTheirSlices(boolean named) throws IOException {
        Random random = new Random(11);
        int images = 14;
        ObjectNode truth = JSON.createObjectNode();
        truth.putArray("categories").addObject().put("id", 1).put("name", "person");
        ArrayNode found = JSON.createArrayNode();
        for (int id = 1; id <= images; id++) {
            truth.withArray("images")
                    .addObject()
                    .put("id", id)
                    .put("width", 200)
                    .put("height", 200)
                    .put("crowdIndex", random.nextDouble());
            for (int i = random.nextInt(4); i >= 0; i--) {
                ObjectNode person = truth.withArray("annotations").addObject();
                person.put("id", 100 * id + i)
                        .put("image_id", id)
                        .put("category_id", 1)
                        .put("iscrowd", 0);
                person.put("area", 400).put("num_keypoints", 14);
                box(person, random);
                ObjectNode detection = found.addObject().put("image_id", id).put("category_id", 1);
                detection.put("score", random.nextInt(20) / 20.0);
                for (int k = 0; k < 14; k++) {
                    int x = 20 + random.nextInt(60);
                    person.withArray("keypoints").add(x).add(30 + k).add(2);
                    detection
                            .withArray("keypoints")
                            .add(x + random.nextInt(9))
                            .add(30 + k)
                            .add(1);
                }
            }
        }
        String all = file("truth.json", truth.toString());
        String results = file("results.json", found.toString());
        String[] rules = named
                ? new String[] {
                    "--type", "keypoints", "--crowdpose", "--slices", file("s", "{\"a\": [2, 9], \"b\": [2]}")
                }
                : new String[] {"--type", "keypoints", "--crowdpose"};
        List<String> parts = new ArrayList<>();
        for (String ids : new String[] {"1,4,6,7", "2,3,5,8,9,10", "11,12,13,14"}) {
            String partial = folder.resolve("part" + parts.size()).toString();
            String[] command = {"eval", all, results, "--images", ids, "--partial", partial};
            assertEquals(0, run(join(command, rules)), err);
            parts.add(0, partial);
        }
        String direct = folder.resolve("direct").toString();
        String csv = folder.resolve("a.csv").toString();
        String[] whole = {"eval", all, results, "--per-category", "--csv", csv};
        assertEquals(0, run(join(whole, rules)), err);
        String expected = out;
        String table = Files.readString(Path.of(csv));
        assertTrue(table.contains("hard") && table.contains("easy") && table.contains("medium"), table);
        assertEquals(0, run(join(join(whole, rules), "--partial", direct)), err);
        assertEquals(expected, out);
        String together = folder.resolve("together").toString();
        String[] aggregate = {"aggregate", "--per-category", "--csv", csv, "--partial", together};
        assertEquals(0, run(join(aggregate, parts)), err);
        assertEquals(expected, out);
        assertEquals(table, Files.readString(Path.of(csv)));
        assertEquals(Files.readString(Path.of(direct)), Files.readString(Path.of(together)));
        // what is cut short is damaged, wherever it is
        byte[] bytes = Files.readAllBytes(Path.of(direct));
        for (int i = 0; i < 40; i++) {
            Files.write(Path.of(together), Arrays.copyOf(bytes, random.nextInt(bytes.length - 1)));
            assertEquals(2, run("aggregate", together));
            assertTrue(err.lines().count() == 1 && err.contains("no partial evaluation"), err);
        }
    }

    /** By the rules of Open Images, of random objects, groups and detections. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void partsByTheRulesOfOpenImages(int seed) throws IOException {
        Random random = new Random(seed);
        int images = 12;
        ObjectNode truth = JSON.createObjectNode();
        ArrayNode found = JSON.createArrayNode();
        for (int id = 1; id <= images; id++) {
            ObjectNode image = truth.withArray("images").addObject().put("id", id);
            image.put("width", 100).put("height", 100);
            image.putArray("neg_category_ids").add(1 + random.nextInt(3));
            for (int i = random.nextInt(5); i >= 0; i--) {
                ObjectNode object = truth.withArray("annotations").addObject();
                object.put("id", 100 * id + i).put("image_id", id).put("category_id", 1 + random.nextInt(3));
                object.put("iscrowd", random.nextInt(3) == 0 ? 1 : 0).put("area", 100);
                box(object, random);
                ObjectNode detection = found.addObject().put("image_id", id);
                detection.put("category_id", object.get("category_id").asInt()).put("score", random.nextInt(9) / 9.0);
                detection.set("bbox", object.get("bbox"));
            }
            for (int i = random.nextInt(5); i > 0; i--) {
                ObjectNode detection = found.addObject().put("image_id", id);
                detection.put("category_id", 1 + random.nextInt(3)).put("score", random.nextInt(9) / 9.0);
                box(detection, random);
            }
        }
        for (int c = 1; c <= 3; c++) {
            truth.withArray("categories").addObject().put("id", c).put("name", "c" + c);
        }
        int[] partOf = random.ints(images + 1, 0, 3).toArray();
        String[] rules = {"--openimages", "--group-weight", seed % 2 == 0 ? ".5" : "1"};
        List<String> parts = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            ObjectNode document = truth.deepCopy();
            document.set("images", part(truth.get("images"), "id", partOf, p));
            document.set("annotations", part(truth.get("annotations"), "image_id", partOf, p));
            String results = file("r.json", part(found, "image_id", partOf, p).toString());
            String partial = folder.resolve("open" + p + ".jsonl").toString();
            String[] command = {"eval", file("t.json", document.toString()), results, "--partial", partial};
            assertEquals(0, run(join(command, rules)), err);
            parts.add(0, partial);
        }
        String direct = folder.resolve("direct.jsonl").toString();
        String csv = folder.resolve("a.csv").toString();
        String[] whole = {"eval", file("t.json", truth.toString()), file("r.json", found.toString())};
        assertEquals(0, run(join(join(whole, rules), "--partial", direct, "--csv", csv, "--per-category")), err);
        String expected = out;
        String table = Files.readString(Path.of(csv));
        String all = folder.resolve("all.jsonl").toString();
        String[] aggregate = {"aggregate", "--partial", all, "--csv", csv, "--per-category"};
        assertEquals(0, run(join(aggregate, parts)), err);
        assertEquals(expected, out);
        assertEquals(table, Files.readString(Path.of(csv)));
        assertEquals(Files.readString(Path.of(direct)), Files.readString(Path.of(all)));
        assertEquals(0, run("aggregate", all, "--per-category"), err);
        assertEquals(expected, out);
        // a gate is of the whole
        assertEquals(1, run(join(new String[] {"aggregate", "--min-ap", "1"}, parts)));
        assertTrue(err.contains("mAP ") && err.contains(" is below --min-ap 1.0"), err);
        assertEquals(1, run(join(join(whole, rules), "--min-ap", "1")));
        assertEquals(0, run(join(join(whole, rules), "--min-ap", "0")));
        // and what does not go together is refused
        assertEquals(2, run("aggregate", all, parts.get(0)));
        assertTrue(err.contains("was counted in a part before it too"), err);
        assertEquals(2, run(join(new String[] {"aggregate", "--analysis"}, parts)));
        assertTrue(err.contains("--analysis does not go with --openimages"), err);
    }

    private static void box(ObjectNode record, Random random) {
        ArrayNode box = record.putArray("bbox");
        box.add(random.nextInt(60)).add(random.nextInt(60));
        box.add(10 + random.nextInt(30)).add(10 + random.nextInt(30));
    }

    /** Images of one truth that are chosen by their ids. */
    @Test
    void partsOfACommonTruth() throws IOException {
        JsonNode line = GoldenLines.read("analysis_cases").get(2);
        String truth = file("t.json", line.get("gt").toString());
        String results = file("r.json", line.get("results").toString());
        int images = line.get("gt").get("images").size();
        String a = folder.resolve("a").toString();
        String b = folder.resolve("b").toString();
        StringBuilder rest = new StringBuilder("2");
        for (int i = 3; i <= images; i++) {
            rest.append(',').append(i);
        }
        assertEquals(0, run("eval", truth, results, "--images", "1", "--partial", a), err);
        assertEquals(0, run("eval", truth, results, "--images", rest.toString(), "--partial", b), err);
        assertEquals(0, run("eval", truth, results));
        String expected = out;
        assertEquals(0, run("aggregate", b, a), err);
        assertEquals(expected, out);
        Path curves = folder.resolve("curves.csv");
        assertEquals(0, run("eval", truth, results, "--curves", curves.toString()));
        String curve = Files.readString(curves);
        assertEquals(1, run("aggregate", b, a, "--curves", curves.toString(), "--min-ap", "1"));
        assertEquals(curve, Files.readString(curves));
        assertTrue(err.contains("is below --min-ap 1.0"), err);
    }

    private static String withoutProblems(String json) throws IOException {
        ObjectNode node = (ObjectNode) JSON.readTree(json);
        node.remove(List.of("rejected_truths", "rejected_results", "ap_fixed"));
        return node.toString();
    }

    private static String[] join(String[] command, String... more) {
        return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
    }

    private static String[] join(String[] command, List<String> more) {
        return join(command, more.toArray(String[]::new));
    }

    @Test
    void whatDoesNotGoTogether() throws IOException {
        JsonNode line = GoldenLines.read("analysis_cases").get(0);
        String truth = file("t.json", line.get("gt").toString());
        String results = file("r.json", line.get("results").toString());
        String a = folder.resolve("a").toString();
        String b = folder.resolve("b").toString();
        assertEquals(0, run("eval", truth, results, "--images", "1,2", "--partial", a));
        assertEquals(0, run("eval", truth, results, "--images", "2", "--partial", b, "--iou", ".5"));
        assertEquals(2, run("aggregate", a, b));
        assertTrue(err.contains("b: this was counted by other rules than"), err);
        assertEquals(0, run("eval", truth, results, "--images", "2", "--partial", b));
        assertEquals(2, run("aggregate", a, b));
        assertTrue(err.contains("b: the image 2 was counted in a part before it too"), err);
        assertEquals(0, run("eval", truth, results, "--images", "3", "--category", "c1", "--partial", b));
        assertEquals(2, run("aggregate", a, b));
        assertTrue(err.contains("b: this has other categories than"), err);
        assertEquals(2, run("aggregate", a, "--analysis"));
        assertTrue(err.contains("a: this was counted without --analysis"), err);
        assertEquals(2, run("eval", truth, results, "--type", "panoptic", "--partial", b));
    }

    /** Every damage is one line that names the file; none gives figures as if nothing were missing. */
    @Test
    void damagedParts() throws IOException {
        JsonNode line = GoldenLines.read("analysis_cases").get(0);
        String truth = file("t.json", line.get("gt").toString());
        String results = file("r.json", line.get("results").toString());
        Path part = folder.resolve("part");
        assertEquals(0, run("eval", truth, results, "--analysis", "--partial", part.toString()));
        byte[] whole = Files.readAllBytes(part);
        Random random = new Random(5);
        Path damaged = folder.resolve("damaged");
        for (int i = 0; i < 60; i++) {
            Files.write(damaged, Arrays.copyOf(whole, random.nextInt(whole.length - 1)));
            assertEquals(2, run("aggregate", damaged.toString()), "cut");
            assertTrue(err.startsWith("copra: " + damaged) && err.lines().count() == 1, err);
        }
        for (int i = 0; i < 200; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] = (byte) "0-[]{},\":ax9.".charAt(random.nextInt(13));
            Files.write(damaged, bytes);
            int code = run("aggregate", damaged.toString(), "--analysis");
            assertTrue(
                    code == 0
                            || err.startsWith("copra: " + damaged)
                                    && err.lines().count() == 1,
                    err);
        }
        assertEquals(2, run("aggregate", truth));
        assertTrue(err.contains("t.json: this is no partial evaluation"), err);
    }
}
