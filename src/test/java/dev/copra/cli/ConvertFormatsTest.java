package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static dev.copra.cli.Typed.pipe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.format.Formats;
import dev.copra.format.contract.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copra convert --from --to} as a user types it. */
class ConvertFormatsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCENES = "testdata/scenes/instances.json";
    private static final String IMAGES = "testdata/scenes/images";

    @TempDir
    Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** By image, the category and mask of each instance. */
    private static Map<String, List<String>> masks(Path file) throws IOException {
        Typed rle = copra("convert", file.toString(), "--segmentation", "rle", "-q");
        assertEquals(0, rle.code(), rle.err());
        JsonNode root = JSON.readTree(rle.out());
        Map<String, String> names = new TreeMap<>();
        root.get("images")
                .forEach(i -> names.put(i.get("id").asText(), i.get("file_name").asText()));
        Map<String, String> categories = new TreeMap<>();
        root.get("categories")
                .forEach(c -> categories.put(c.get("id").asText(), c.get("name").asText()));
        Map<String, List<String>> masks = new TreeMap<>();
        root.get("annotations")
                .forEach(a -> masks.computeIfAbsent(names.get(a.get("image_id").asText()), n -> new ArrayList<>())
                        .add(categories.get(a.get("category_id").asText()) + " " + a.get("segmentation")));
        return masks;
    }

    @Test
    void masksComeThroughYoloPixelForPixel() throws IOException {
        Typed out =
                copra("convert", SCENES, "--to", "yolo-segment", "--images", IMAGES, "--copy-images", "-o", at("y"));
        assertEquals(0, out.code(), out.err());
        assertTrue(out.err().contains("coco to yolo-segment"), out.err());
        Typed back = copra("convert", at("y"), "-o", at("back.json"));
        assertEquals(0, back.code(), back.err());
        assertEquals(masks(Path.of(SCENES)), masks(folder.resolve("back.json")));
    }

    @Test
    void splitsAreKeptBothWays() throws IOException {
        Files.copy(Path.of(SCENES), folder.resolve("train.json"));
        Files.copy(Path.of("testdata/scenes/boxes.json"), folder.resolve("val.json"));
        Typed out = copra(
                "convert",
                at("train.json"),
                at("val.json"),
                "--to",
                "yolo",
                "--images",
                IMAGES,
                "--link-images",
                "-o",
                at("y"));
        assertTrue(out.err().contains("40 images"), out.err());
        assertTrue(Files.isDirectory(folder.resolve("y/labels/val")));
        Typed back = copra("convert", at("y"), "--to", "coco", "-o", at("out") + "/");
        assertEquals(0, back.code(), back.err());
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(
                    List.of("train.json", "val.json"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void strictWritesNothingIfSomethingWouldBeLost() {
        Typed out = copra("convert", SCENES, "--to", "yolo", "--images", IMAGES, "--strict", "-o", at("y"));
        assertEquals(1, out.code());
        assertTrue(out.err().contains("not kept: masks"), out.err());
        assertFalse(Files.exists(folder.resolve("y")));
        Typed kept = copra("convert", SCENES, "--to", "coco", "--strict", "-o", at("same.json"));
        assertEquals(0, kept.code(), kept.err());
        assertTrue(Files.exists(folder.resolve("same.json")));
    }

    @Test
    void strictHoldsForStandardOutputToo() {
        Typed lost = copra("convert", SCENES, "--to", "createml", "--strict");
        assertEquals(1, lost.code());
        assertEquals("", lost.out());
        Typed kept = copra("convert", SCENES, "--to", "coco", "--strict");
        assertEquals(0, kept.code(), kept.err());
        assertEquals(copra("convert", SCENES, "--to", "coco").out(), kept.out());
    }

    @Test
    void dryRunWritesNothing() {
        Typed out = copra("convert", SCENES, "--to", "yolo", "--dry-run", "--json", "-o", at("y"));
        assertEquals(0, out.code(), out.err());
        assertTrue(out.err().contains("\"not_kept\""), out.err());
        assertFalse(Files.exists(folder.resolve("y")));
    }

    @Test
    void aFolderThatIsNotEmptyStays() throws IOException {
        Files.createDirectories(folder.resolve("y"));
        Files.writeString(folder.resolve("y/mine.txt"), "mine");
        Typed refused = copra("convert", SCENES, "--to", "yolo", "-o", at("y"));
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("not empty"), refused.err());
        assertFalse(Files.exists(folder.resolve("y/data.yaml")));
        Typed forced = copra("convert", SCENES, "--to", "yolo", "--force", "-o", at("y"));
        assertEquals(0, forced.code(), forced.err());
        assertEquals("mine", Files.readString(folder.resolve("y/mine.txt")));
        assertTrue(Files.exists(folder.resolve("y/data.yaml")));
    }

    @Test
    void nothingOfAFailedRunStays() throws IOException {
        Typed refused = copra("convert", SCENES, "--to", "yolo", "--images", IMAGES, "--copy-images", "-o", "/proc/y");
        assertEquals(2, refused.code());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void aClassListChoosesAndOrders() throws IOException {
        Files.writeString(folder.resolve("classes.txt"), "car\nperson\n");
        Typed out = copra("convert", SCENES, "--to", "yolo", "--classes", at("classes.txt"), "-o", at("y"));
        assertEquals(0, out.code(), out.err());
        assertTrue(out.err().contains("the instance was left out"), out.err());
        assertTrue(Files.readString(folder.resolve("y/data.yaml")).contains("0: \"car\""));
    }

    @Test
    void namesDoNotLeaveTheFolder() throws IOException {
        String json = "{\"images\":[{\"id\":1,\"file_name\":\"../../evil.jpg\",\"width\":9,\"height\":9}],"
                + "\"annotations\":[],\"categories\":[]}";
        Typed out = pipe(json, "convert", "-", "--to", "yolo", "-o", at("y"));
        assertEquals(1, out.code(), out.err());
        assertTrue(out.err().contains("leads out of the output folder"), out.err());
    }

    @Test
    void twoImagesOfOneNameAreTold() {
        String json = "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\",\"width\":9,\"height\":9},"
                + "{\"id\":2,\"file_name\":\"A.png\",\"width\":9,\"height\":9}],\"annotations\":[],\"categories\":[]}";
        Typed out = pipe(json, "convert", "-", "--to", "yolo", "-o", at("y"));
        assertEquals(1, out.code(), out.err());
        assertTrue(out.err().contains("another image has the same name"), out.err());
    }

    @Test
    void badRowsAreToldWithFileAndLine() throws IOException {
        Files.createDirectories(folder.resolve("y/labels"));
        Files.writeString(folder.resolve("y/data.yaml"), "names: [cat]\r\ntrain: images\r\n");
        Files.writeString(
                folder.resolve("y/labels/breakfast.txt"),
                "0 0.5 0.5 0.2 0.2\r\n0 0.5 0.5 0.2 0.2 0.9\r\n1 0.5 0.5 0.2 0.2\r\n0 0.5 x 0.2 0.2\r\n0 9 9 9 9\r\n"
                        + "0 0.1 0.1 1.005 0.1 0.2 0.4\r\n");
        Typed out = copra("convert", at("y"), "--to", "coco", "--images", IMAGES, "-o", at("o.json"));
        assertEquals(1, out.code());
        for (int line : new int[] {3, 4, 5}) {
            assertTrue(out.err().contains("breakfast.txt:" + line + ": "), out.err());
        }
        JsonNode annotations = JSON.readTree(folder.resolve("o.json").toFile()).get("annotations");
        assertEquals(3, annotations.size());
        assertEquals(0.9, annotations.get(1).get("score").asDouble());
        assertTrue(out.err().contains("cut off"), out.err());
    }

    @Test
    void ofSeveralInputsTheOneWithTheProblemIsNamed() throws IOException {
        Files.writeString(folder.resolve("train.csv"), "filename,class,xmin,ymin,xmax,ymax\na.jpg,cat,1,1,2,2\n");
        Files.writeString(folder.resolve("val.csv"), "filename,class,xmin,ymin,xmax,ymax\na.jpg,cat,x,1,2,2\n");
        Typed out = copra("convert", at("train.csv"), at("val.csv"), "--to", "coco", "-o", at("out") + "/");
        assertEquals(1, out.code());
        assertTrue(out.err().contains("val.csv: line 2: 'x' is not a number"), out.err());
    }

    /** The table of docs/formats.md names every format with what it keeps. */
    @Test
    void thePageListsEveryFormat() throws IOException {
        String readme = Files.readString(Path.of("docs/formats.md"));
        for (Format format : Formats.all()) {
            String way = format.isWritten() ? "both" : "read";
            String row = "| `" + format.name() + "` | " + way + " | " + format.title() + " | " + format.keeps() + " |";
            assertTrue(readme.contains(row), "docs/formats.md lacks the line\n" + row);
        }
    }

    @Test
    void formatsAreListedAndDescribed() {
        assertTrue(copra("formats").out().contains("yolo-segment"));
        assertTrue(copra("formats", "yolo-segment").out().contains("data.yaml"));
        assertTrue(copra("formats", "sa1b").out().contains("read only, because "));
        assertEquals(2, copra("formats", "nosuch").code());
        assertEquals(2, copra("convert", SCENES, "--to", "nosuch").code());
    }

    /** Which record counts is one rule for all commands: the last one, as in pycocotools. */
    @Test
    void theLastOfEqualIdsCountsEverywhere() throws IOException {
        String document = """
                {"images": [{"id": 1, "height": 4, "width": 4, "file_name": "a.jpg"},
                            {"id": 1, "height": 6, "width": 8, "file_name": "b.jpg"}],
                 "annotations": [{"id": 5, "image_id": 1, "category_id": 2, "iscrowd": 0, "area": 48,
                                  "bbox": [0, 0, 8, 6], "segmentation": [[0, 0, 8, 0, 8, 6, 0, 6]]}],
                 "categories": [{"id": 2, "name": "cat"}, {"id": 2, "name": "dog"}]}""";
        Path in = Files.writeString(folder.resolve("in.json"), document);
        Typed converted = copra("convert", in.toString(), "--to", "voc", "-o", at("voc"));
        assertEquals(1, converted.code(), converted.err());
        assertTrue(
                converted.err().contains("images[1] (id 1): another image has the id 1; that one is left out"),
                converted.err());
        assertTrue(
                converted.err().contains("categories[1] (id 2): another category has the id 2; that one is left out"),
                converted.err());
        String xml = Files.readString(folder.resolve("voc/Annotations/b.xml"));
        assertTrue(xml.contains("<name>dog</name>") && xml.contains("<width>8</width>"), xml);
        assertFalse(Files.exists(folder.resolve("voc/Annotations/a.xml")));

        Typed rle = copra("convert", in.toString(), "--segmentation", "rle", "-o", "-");
        assertEquals(
                "[6,8]",
                JSON.readTree(rle.out()).at("/annotations/0/segmentation/size").toString(),
                rle.err());
        Typed mask = copra("mask", in.toString(), "--only", "all", "-o", "-");
        assertEquals(
                "[6,8]",
                JSON.readTree(mask.out()).at("/annotations/0/segmentation/size").toString(),
                mask.err());
        Typed score = copra("score", in.toString(), in.toString(), "--json");
        assertTrue(score.out().contains("dog"), score.out() + score.err());
        Typed checked = copra("validate", in.toString());
        assertFalse(checked.out().contains("bbox-outside"), checked.out());
    }

    private static final String CAT =
            "<annotation><filename>%s.jpg</filename><size><width>9</width><height>9</height></size><object>"
                    + "<name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object></annotation>";

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String coco(String image) {
        return "{\"images\": [{\"id\": 1, \"file_name\": \"" + image
                + "\", \"width\": 9, \"height\": 9}], \"annotations\":"
                + " [{\"id\": 1, \"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 1, 5, 5], \"area\": 25, \"iscrowd\": 0}],"
                + " \"categories\": [{\"id\": 1, \"name\": \"cat\"}]}";
    }

    private static String createMl(String image) {
        return "[{\"image\": \"" + image + "\", \"annotations\": [{\"label\": \"cat\", \"coordinates\":"
                + " {\"x\": 3, \"y\": 3, \"width\": 4, \"height\": 4}}]}]";
    }

    /** By file that is written for a split, the images in it. */
    private Map<String, String> splits(String... inputs) throws IOException {
        Path out = Files.createTempDirectory(folder, "converted");
        List<String> line = new ArrayList<>(List.of("convert"));
        for (String input : inputs) {
            line.add(at(input));
        }
        line.addAll(List.of("--to", "coco", "--force", "-o", out + "/"));
        Typed typed = copra(line.toArray(String[]::new));
        assertEquals(0, typed.code(), typed.err());
        Map<String, String> splits = new TreeMap<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                List<String> images = new ArrayList<>();
                JSON.readTree(file.toFile())
                        .get("images")
                        .forEach(i -> images.add(i.get("file_name").asText()));
                splits.put(file.getFileName().toString(), String.join(" ", images));
            }
        }
        return splits;
    }

    /** A folder that is of no format is read by its parts, in whatever way a data set is handed out. */
    @Test
    void aFolderOfSplitsIsOneDataSet() throws IOException {
        write("beside/train/_annotations.coco.json", coco("a.jpg"));
        write("beside/valid/_annotations.coco.json", coco("b.jpg"));
        write("beside/test/_annotations.coco.json", coco("c.jpg"));
        write("beside/README.json", "{}");
        write("together/annotations/instances_train2017.json", coco("a.jpg"));
        write("together/annotations/instances_val2017.json", coco("b.jpg"));
        write("together/annotations/instances_test2017.json", coco("c.jpg"));
        write("together/train2017/a.txt", "");
        write("deep/train/annotations/a.json", coco("a.jpg"));
        write("deep/val/annotations/a.json", coco("b.jpg"));
        write("deep/test/annotations/a.json", coco("c.jpg"));
        write("ml/train/_annotations.createml.json", createMl("a.jpg"));
        write("ml/valid/_annotations.createml.json", createMl("b.jpg"));
        write("ml/test/_annotations.createml.json", createMl("c.jpg"));
        write("voc/train/a.xml", CAT.formatted("a"));
        write("voc/valid/b.xml", CAT.formatted("b"));
        write("voc/test/c.xml", CAT.formatted("c"));
        Map<String, String> wanted = Map.of("train.json", "a.jpg", "val.json", "b.jpg", "test.json", "c.jpg");
        for (String name : List.of("beside", "together", "deep", "ml", "voc")) {
            assertEquals(wanted, splits(name), name);
        }
        assertEquals(Map.of("data.json", "a.jpg"), splits("deep/train"));
    }

    /** Which of several documents is meant, only the user knows. */
    @Test
    void aFolderWithTwoDataSetsForASplitIsRefused() throws IOException {
        write("d/annotations/captions_val2017.json", coco("a.jpg"));
        write("d/annotations/instances_val2017.json", coco("a.jpg"));
        Typed typed = copra("convert", at("d"), "--to", "yolo", "-o", at("y"));
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("captions_val2017.json"), typed.err());
        assertTrue(typed.err().contains("instances_val2017.json"), typed.err());
        assertFalse(Files.exists(folder.resolve("y")));
    }

    /** Several inputs are never one split because their files have one name. */
    @Test
    void inputsAreCalledByWhatTellsThemApart() throws IOException {
        write("train/_annotations.coco.json", coco("a.jpg"));
        write("valid/_annotations.coco.json", coco("b.jpg"));
        write("red/x.json", coco("a.jpg"));
        write("blue/x.json", coco("b.jpg"));
        assertEquals(
                Map.of("train.json", "a.jpg", "val.json", "b.jpg"),
                splits("train/_annotations.coco.json", "valid/_annotations.coco.json"));
        assertEquals(Map.of("red.json", "a.jpg", "blue.json", "b.jpg"), splits("red/x.json", "blue/x.json"));
        write("instances_train2017.json", coco("a.jpg"));
        write("instances_val2017.json", coco("b.jpg"));
        Typed typed = copra(
                "convert", at("instances_train2017.json"), at("instances_val2017.json"), "--to", "yolo", "-o", at("y"));
        assertEquals(0, typed.code(), typed.err());
        String yaml = Files.readString(folder.resolve("y/data.yaml"));
        assertTrue(yaml.contains("train: \"train") && yaml.contains("val: \"val"), yaml);
    }

    /** Kaggle's way: both folders in lower case. */
    @Test
    void vocIsFoundInLowerCase() throws IOException {
        write("k/annotations/a.xml", CAT.formatted("a"));
        Files.createDirectories(folder.resolve("k/images"));
        assertEquals(Map.of("data.json", "a.jpg"), splits("k"));
        assertEquals(Map.of("data.json", "a.jpg"), splits("k/annotations/a.xml"));
    }

    /** What is no COCO file is said to be none, with what can be done, by every command that reads one. */
    @Test
    void otherFormatsAreToldOfBeforeTheyAreTakenForEmpty() throws IOException {
        write("v/a.xml", CAT.formatted("a"));
        write("l.json", "{\"version\": \"5.0\", \"shapes\": [], \"imagePath\": \"a.jpg\"}");
        for (String input : List.of("v", "v/a.xml", "l.json")) {
            for (String[] line : new String[][] {
                {"stats"}, {"validate"}, {"mask"}, {"fix"}, {"merge"}, {"sample", "-n", "1"}, {"suppress"}, {"anchors"}
            }) {
                List<String> words = new ArrayList<>(List.of(line));
                words.add(1, at(input));
                Typed typed = copra(words.toArray(String[]::new));
                String told = typed.err() + (line[0].equals("validate") ? typed.out() : "");
                // fix counts what is left, and validate says it
                boolean counted = line[0].equals("fix") && told.contains("'copra validate' lists it");
                assertTrue(counted || told.contains("copra formats"), () -> words + ": " + told);
            }
        }
    }

    @Test
    void anIdOfNoListStays() throws IOException {
        write("captions.json", """
                {"images":[{"id":1,"file_name":"a.jpg","width":8,"height":8}],"annotations":[
                 {"id":1,"image_id":1,"category_id":0,"caption":"a cat"},{"id":2,"image_id":1,"caption":"a dog"},
                 {"id":3,"image_id":1,"category_id":"x","bbox":[1,2,3,4]}]}""");
        assertEquals(
                0,
                copra("convert", at("captions.json"), "--to", "coco", "--strict", "-o", at("back.json"))
                        .code());
        JsonNode back = JSON.readTree(folder.resolve("back.json").toFile()).get("annotations");
        assertEquals(3, back.size());
        assertEquals(JSON.readTree("0"), back.get(0).get("category_id"));
        assertEquals("a cat", back.get(0).get("caption").asText());
        assertFalse(back.get(1).has("category_id"));
        assertEquals(JSON.readTree("\"x\""), back.get(2).get("category_id"));
        for (String format : List.of("yolo", "yolo-segment", "voc", "createml", "kitti", "cvat", "dota")) {
            Typed to = copra("convert", at("captions.json"), "--to", format, "--dry-run", "-o", at("out") + "/");
            assertTrue(to.err().contains("not kept: "), format + " says nothing: " + to.err());
        }
    }

    @Test
    void aSplitThatIsNotThereCostsItselfAlone() throws IOException {
        write("y/data.yaml", "train: ../train/images\nval: ../valid/images\ntest: ../test/images\nnames: [x]\n");
        Files.createDirectories(folder.resolve("y/train/images"));
        Files.createDirectories(folder.resolve("y/train/labels"));
        Files.createDirectories(folder.resolve("y/valid/images"));
        Path picture;
        try (Stream<Path> files = Files.list(Path.of(IMAGES))) {
            picture = files.sorted().findFirst().orElseThrow();
        }
        Files.copy(picture, folder.resolve("y/train/images/a.jpg"));
        Files.copy(picture, folder.resolve("y/valid/images/b.jpg"));
        write("y/train/labels/a.txt", "0 .5 .5 .2 .2\n");
        Typed out = copra("convert", at("y"), "--to", "coco", "-o", at("coco") + "/");
        assertEquals(1, out.code(), out.err());
        assertTrue(
                out.err()
                        .startsWith("copra: " + at("y") + ": " + at("y/data.yaml")
                                + ": test: ../test/images is neither there nor beside the file; it is left out\n"),
                out.err());
        assertTrue(out.err().contains("2 images, 1 of them without an instance; 1 instance"), out.err());
        assertTrue(Files.exists(folder.resolve("coco/train.json")) && Files.exists(folder.resolve("coco/val.json")));
        write("none/data.yaml", "train: ../train/images\nval: a/b\nnames: [x]\n");
        Typed none = copra("convert", at("none"), "--to", "coco");
        assertEquals(2, none.code());
        assertTrue(none.err().contains("none of its splits is there: ../train/images, a/b"), none.err());
    }

    /** Paths of another machine, in a list or as a place, lead to what has their last folders here; but no split takes another's. */
    @Test
    void pathsOfAnotherMachineAreFoundByTheirLastFolders() throws IOException {
        for (String kind : List.of("folder", "images", "list", "windows", "beside")) {
            Path root = folder.resolve(kind);
            for (String split : List.of("train", "valid")) {
                Files.createDirectories(root.resolve(split + "/images"));
                Files.copy(Path.of(IMAGES).resolve("tiny.png"), root.resolve(split + "/images/" + split + ".png"));
                write(kind + "/" + split + "/labels/" + split + ".txt", "0 .5 .5 .2 .2\n");
                write(kind + "/" + split + ".txt", "/Users/me/data/set/" + split + "/images/" + split + ".png\n");
            }
            String places = switch (kind) {
                case "folder" -> "train: /Users/me/set/train/images\nval: /Users/me/set/valid/images\n";
                case "images" -> "train: [train/images/train.png]\nval:\n- valid/images/valid.png\n";
                case "list" -> "train: train.txt\nval: /elsewhere/valid.txt\n";
                case "windows" -> "train: 'C:\\set\\train\\images'\nval: 'C:\\set\\valid\\images'\n";
                default -> "path: /no/such\ntrain: set/train/images\nval: set/valid/images\n";
            };
            write(kind + "/data.yaml", places + "test: /Users/me/set/test/images\nnames: [x]\n");
            Typed out = copra("convert", at(kind), "--to", "csv");
            assertEquals(1, out.code(), out.err());
            assertTrue(out.err().contains("test: /Users/me/set/test/images is neither there"), kind + out.err());
            assertTrue(out.err().contains("2 images, 0 of them without an instance; 2 instances"), kind + out.err());
        }
        write("gone/data.yaml", "train: train.txt\nval: val.txt\nnames: [x]\n");
        write("gone/train.txt", "data/a.png\ndata/b.png\n");
        write("gone/val.txt", "./val/images/c.png\n");
        write("gone/val/labels/c.txt", "");
        Typed gone = copra("convert", at("gone"), "--to", "csv");
        assertTrue(
                gone.err()
                        .contains("gone/train.txt: none of the images that it lists is there, nor are their labels;"
                                + " they are left out\n"),
                gone.err());
        assertTrue(gone.err().contains("1 image, 1 of them without an instance"), gone.err());
    }

    /** Tables without a header are those that keras-retinanet and Make Sense write: as with one, row for row. */
    @Test
    void tablesWithoutAHeaderAreThoseOfTheSameRowsWithOne() throws IOException {
        String retinaNet = "/data/a.jpg,8,3,9.5,4,cow\nb.png,,,,,\n/data/a.jpg,1,2,3,4,\"an ox, red\"\n";
        String makeSense = "lion,1,2,3,4,a.jpg,64,48\n\"a, b\",5,6,7,8,b.jpg,64,48\nlion,1,1,1,1,a.jpg,64,48\n";
        write("retinanet.csv", retinaNet);
        write("retinanet-header.csv", "path,x1,y1,x2,y2,class_name\n" + retinaNet);
        write("makesense.csv", makeSense);
        write(
                "makesense-header.csv",
                "label_name,bbox_x,bbox_y,bbox_width,bbox_height,image_name,image_width,image_height\n" + makeSense);
        for (String name : List.of("retinanet", "makesense")) {
            Typed without = copra("convert", at(name + ".csv"), "--to", "coco");
            Typed with = copra("convert", at(name + "-header.csv"), "--to", "coco");
            assertEquals(with, without);
            assertEquals(0, without.code(), without.err());
            assertTrue(without.err().startsWith("2 images"), without.err());
        }
    }

    /** Of darknet, as Roboflow and V7 write it: names beside rows and images. */
    @Test
    void darknetIsFoundByItsNames() throws IOException {
        for (String split : List.of("train", "valid")) {
            write("d/" + split + "/_darknet.labels", "cat\ndog\n");
            write("d/" + split + "/" + split + ".txt", "1 .5 .5 .2 .2\n");
            Files.copy(Path.of(IMAGES).resolve("tiny.png"), folder.resolve("d/" + split + "/" + split + ".png"));
        }
        Typed out = copra("convert", at("d"), "--to", "coco", "-o", at("coco") + "/");
        assertEquals(0, out.code(), out.err());
        assertTrue(out.err().startsWith("2 images, 0 of them without an instance; 2 instances, 2 categories; yolo to"));
        assertTrue(Files.exists(folder.resolve("coco/train.json")) && Files.exists(folder.resolve("coco/val.json")));
    }

    /** DOTA as it is handed out, and as Roboflow adds a data.yaml to it: a folder of images and one of labels a split. */
    @Test
    void dotaIsReadSplitBySplit() throws IOException {
        for (String kind : List.of("dota", "roboflow")) {
            for (String split : List.of("train", "valid")) {
                write(kind + "/" + split + "/labelTxt/a.txt", "1 1 10 1 10 5 1 5 " + split + " 0\n");
                Files.createDirectories(folder.resolve(kind + "/" + split + "/images"));
                Files.copy(Path.of(IMAGES).resolve("tiny.png"), folder.resolve(kind + "/" + split + "/images/a.png"));
            }
            if (kind.equals("roboflow")) {
                write(kind + "/data.yaml", "train: ../train/images\nval: ../valid/images\nnc: 1\nnames: [x]\n");
            }
            Typed out = copra("convert", at(kind), "--to", "yolo-obb", "--copy-images", "-o", at(kind + "-yolo"));
            assertEquals(0, out.code(), out.err());
            assertTrue(out.err().startsWith("2 images, 0 of them without an instance; 2 instances"), out.err());
            for (String split : List.of("train", "val")) {
                assertTrue(Files.exists(folder.resolve(kind + "-yolo/images/" + split + "/a.png")));
            }
        }
    }
}
