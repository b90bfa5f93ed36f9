package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.CocoReader;
import dev.copra.coco.dialect.Dialect;
import dev.copra.coco.dialect.Exporter;
import dev.copra.io.Input;
import dev.copra.stats.Contents;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small files made after the public descriptions of data sets and exporters: each is known as what it is, has no finding that
 * its users would call wrong, and one defect made in it is found.
 */
final class DialectsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /**
     * A file and what is true of it.
     *
     * @param exporter null if it cannot be told
     * @param sound a text in the file, which {@code broken} takes the place of
     * @param code what is then found
     */
    record Case(String file, Dialect dialect, Exporter exporter, String sound, String broken, String code) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static Case of(String file, Dialect dialect, String sound, String broken, String code) {
        return new Case(file, dialect, null, sound, broken, code);
    }

    static List<Case> cases() {
        return List.of(
                of("coco-instances", Dialect.INSTANCES, "\"iscrowd\": 0, ", "", "iscrowd-missing"),
                of(
                        "coco-keypoints",
                        Dialect.KEYPOINTS,
                        "\"num_keypoints\": 12",
                        "\"num_keypoints\": 3",
                        "num-keypoints"),
                of(
                        "coco-captions",
                        Dialect.CAPTIONS,
                        "\"A man is in a kitchen making pizzas.\"",
                        "null",
                        "caption-empty"),
                of(
                        "vizwiz-captions",
                        Dialect.CAPTIONS,
                        "\"image_id\": 0",
                        "\"image_id\": 7",
                        "annotation-image-unknown"),
                of("coco-panoptic", Dialect.PANOPTIC, "\"id\": 6979964", "\"id\": 3226956", "panoptic-id-duplicate"),
                of("coco-stuff", Dialect.INSTANCES, "\"size\": [230, 352]", "\"size\": [23, 352]", "rle-size"),
                of("coco-image-info", Dialect.IMAGE_LIST, "\"id\": 16", "\"id\": 1", "image-id-duplicate"),
                of(
                        "coco-wholebody",
                        Dialect.WHOLE_BODY,
                        "\"foot_kpts\": [0, 0, 0,",
                        "\"foot_kpts\": [",
                        "wholebody-keypoints"),
                of("halpe", Dialect.HALPE, "\"num_keypoints\": 100", "\"num_keypoints\": 10", "num-keypoints"),
                of(
                        "crowdpose",
                        Dialect.CROWD_POSE,
                        "\"bbox\": [100, 50, 60, 120]",
                        "\"bbox\": [100, 50]",
                        "bbox-length"),
                of(
                        "ap10k",
                        Dialect.KEYPOINTS,
                        "\"category_id\": 17",
                        "\"category_id\": 18",
                        "annotation-category-unknown"),
                of(
                        "posetrack18",
                        Dialect.POSE_TRACK,
                        "\"image_id\": 10003420000",
                        "\"image_id\": 1",
                        "annotation-image-unknown"),
                of(
                        "lvis-v1",
                        Dialect.LVIS_1,
                        "\"neg_category_ids\": [3]",
                        "\"neg_category_ids\": [1]",
                        "lvis-negative"),
                of("lvis-v0.5", Dialect.LVIS_0_5, "\"frequency\": \"c\"", "\"frequency\": \"x\"", "lvis-frequency"),
                of(
                        "inaturalist-2021",
                        Dialect.IMAGE_LABELS,
                        "\"category_id\": 1",
                        "\"category_id\": 9",
                        "annotation-category-unknown"),
                of(
                        "inaturalist-2018",
                        Dialect.IMAGE_LABELS,
                        "\"image_id\": 1",
                        "\"image_id\": 2",
                        "annotation-image-unknown"),
                of("camera-traps", Dialect.CAMERA_TRAPS, "\"59d1-2\"", "\"59d1-1\"", "annotation-id-duplicate"),
                of("camera-traps-boxes", Dialect.CAMERA_TRAPS, "[1210.5, 800.0, ", "[3210.5, 800.0, ", "bbox-away"),
                of("publaynet", Dialect.INSTANCES, "\"area\": 77880.48, ", "", "area-missing"),
                of(
                        "taco",
                        Dialect.INSTANCES,
                        "\"category_id\": 6",
                        "\"category_id\": 60",
                        "annotation-category-unknown"),
                of("objects365", Dialect.BOXES, "\"area\": 1743.5", "\"area\": -1", "area-range"),
                by(
                        Exporter.ROBOFLOW,
                        "roboflow",
                        Dialect.BOXES,
                        "[45, 100, 120, 96]",
                        "[\"45\", \"100\", \"120\", \"96\"]",
                        "number-quoted"),
                by(Exporter.CVAT, "cvat", Dialect.BOXES, "\"rotation\": 0.0", "\"rotation\": 30.0", "bbox-rotated"),
                by(Exporter.CVAT, "cvat-masks", Dialect.INSTANCES, "\"iscrowd\": 0", "\"iscrowd\": 1", "iscrowd-all"),
                by(
                        Exporter.LABEL_STUDIO,
                        "label-studio",
                        Dialect.BOXES,
                        "\"id\": 2",
                        "\"id\": 1",
                        "annotation-id-duplicate"),
                by(
                        Exporter.COCO_ANNOTATOR,
                        "coco-annotator",
                        Dialect.INSTANCES,
                        "\"area\": 8000",
                        "\"area\": 80",
                        "area-mask"),
                by(
                        Exporter.VIA,
                        "via-export",
                        Dialect.INSTANCES,
                        "\"image_id\": 1",
                        "\"image_id\": \"1\"",
                        "annotation-image-quoted"),
                by(Exporter.UNITY, "unity-perception", Dialect.BOXES, "\"width\": 640, ", "", "image-size-missing"),
                by(
                        Exporter.MAKE_SENSE,
                        "makesense",
                        Dialect.INSTANCES,
                        "\"name\": \"cat\"",
                        "\"name\": \"\"",
                        "category-name-missing"),
                by(Exporter.FIFTY_ONE, "fiftyone", Dialect.BOXES, "\"iscrowd\": 0", "\"iscrowd\": 2", "iscrowd-value"),
                by(
                        Exporter.LABELME,
                        "labelme2coco",
                        Dialect.INSTANCES,
                        "\"bbox\": [10, 20, 30, 40]",
                        "\"bbox\": [10, 20, 30, -4]",
                        "bbox-negative"),
                of(
                        "youtube-vis",
                        Dialect.YOUTUBE_VIS,
                        "\"areas\": [20, null, 20]",
                        "\"areas\": [20, null]",
                        "frames-length"),
                of("cocovid", Dialect.COCO_VID, "\"video_id\": 1", "\"video_id\": 2", "video-unknown"),
                of(
                        "tao",
                        Dialect.TAO,
                        "\"category_id\": 1, \"track_id\"",
                        "\"category_id\": 9, \"track_id\"",
                        "annotation-category-unknown"),
                of("sa1b", Dialect.SA_1B, "\"width\": 1500", "\"width\": 150", "rle-size"),
                of("results-bbox", Dialect.BOX_RESULTS, ", \"score\": 0.236", "", "score-missing"),
                of("results-segm", Dialect.SEGMENTATION_RESULTS, "\"score\": 0.8", "\"score\": \"high\"", "score-type"),
                of("results-keypoints", Dialect.KEYPOINT_RESULTS, "[100.5, 50.5, 1,", "[50.5, 1,", "keypoints-triples"),
                of("results-captions", Dialect.CAPTION_RESULTS, "\"a bowl of fruit\"", "\"\"", "caption-empty"),
                of("results-panoptic", Dialect.PANOPTIC_RESULTS, "\"id\": 2", "\"id\": 0", "panoptic-id"),
                of(
                        "results-video",
                        Dialect.VIDEO_RESULTS,
                        "\"size\": [720, 1280]",
                        "\"size\": [720]",
                        "frames-segmentation"),
                of("youtube-vis-test", Dialect.YOUTUBE_VIS, "\"length\": 1", "\"length\": 2", "video-length"),
                of("cityscapes-panoptic", Dialect.PANOPTIC, "\"area\": 500", "\"area\": 0", "panoptic-area"),
                of("ai-challenger", Dialect.KEYPOINTS, "\"neck\"", "\"neck\", \"tail\"", "keypoints-count"),
                of("bytetrack", Dialect.COCO_VID, "[912, 484, 97, 109]", "[2912, 484, 97, 109]", "bbox-away"),
                of(
                        "camera-traps-locations",
                        Dialect.CAMERA_TRAPS,
                        "\"S1/b\", \"category_id\"",
                        "\"S1/c\", \"category_id\"",
                        "annotation-image-unknown"),
                of(
                        "region-captions",
                        Dialect.BOXES,
                        "\"category_id\": 1",
                        "\"category_id\": 9",
                        "annotation-category-unknown"),
                of(
                        "results-panoptic-list",
                        Dialect.PANOPTIC_RESULTS,
                        "\"area\": 5",
                        "\"area\": \"5\"",
                        "panoptic-area"),
                of(
                        "visdrone",
                        Dialect.BOXES,
                        "\"category_id\": 0",
                        "\"category_id\": 7",
                        "annotation-category-unknown"),
                by(
                        Exporter.CVAT,
                        "cvat-keypoints",
                        Dialect.KEYPOINTS,
                        "\"num_keypoints\": 2",
                        "\"num_keypoints\": 3",
                        "num-keypoints"),
                of("ovis", Dialect.YOUTUBE_VIS, "[[20, 30, 10, 10], ", "[[20, 30, 0, 10], ", "frames-bbox"),
                foreign("sa-v", Dialect.SA_V),
                foreign("omni3d", Dialect.OMNI_3D),
                foreign("segment-anything-masks", Dialect.SEGMENT_ANYTHING),
                foreign("via-project", Dialect.VIA),
                foreign("via-regions", Dialect.VIA),
                foreign("labelme", Dialect.LABELME),
                foreign("create-ml", Dialect.CREATE_ML),
                foreign("label-studio-tasks", Dialect.LABEL_STUDIO_TASKS),
                foreign("supervisely", Dialect.SUPERVISELY),
                foreign("datumaro", Dialect.DATUMARO),
                foreign("coco-text", Dialect.COCO_TEXT),
                foreign("vqa-questions", Dialect.QUESTIONS),
                foreign("geojson", Dialect.GEO_JSON));
    }

    private static Case by(Exporter exporter, String file, Dialect dialect, String sound, String broken, String code) {
        return new Case(file, dialect, exporter, sound, broken, code);
    }

    private static Case foreign(String file, Dialect dialect) {
        return of(file, dialect, "", "", null);
    }

    private static Path data() {
        try {
            return Path.of(DialectsTest.class.getResource("/dialects").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Case known) throws IOException {
        return Files.readString(data().resolve(known.file() + ".json"));
    }

    private record Answer(Validation.Summary summary, Findings findings) {
        /** What a user would act on. */
        Set<String> codes() {
            return findings.codes().stream()
                    .filter(code -> code.severity() != Severity.INFO)
                    .map(Code::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Answer validate(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("file.json"), text);
        Findings findings = new Findings(c -> true, Set.of(), false);
        return new Answer(Validation.run(Input.file(file), ValidationOptions.of(2), findings), findings);
    }

    @Test
    void everyFileHasItsCase() throws IOException {
        try (Stream<Path> files = Files.list(data())) {
            assertEquals(
                    new TreeSet<>(cases().stream().map(Case::file).toList()),
                    new TreeSet<>(
                            files.map(file -> file.getFileName().toString().replace(".json", ""))
                                    .toList()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isKnownAndHasNoFalseFinding(Case known) throws IOException {
        Answer answer = validate(text(known));
        assertEquals(known.dialect(), answer.summary().dialect());
        assertEquals(known.exporter(), answer.summary().exporter());
        Set<String> expected = !known.dialect().isHandled()
                ? Set.of("document-foreign")
                : known.file().equals("roboflow") ? Set.of("category-placeholder") : Set.of();
        assertEquals(expected, answer.codes());
        if (!known.dialect().isHandled()) {
            assertEquals(1, answer.findings().all().size());
        }
        assertEquals(
                known.dialect().isVideo(),
                answer.findings().count(Codes.named("document-unchecked").orElseThrow()) == 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneDefectIsFound(Case known) throws IOException {
        if (known.code() == null) {
            return;
        }
        String sound = text(known);
        assertTrue(sound.contains(known.sound()), known.sound());
        String broken = sound.replace(known.sound(), known.broken());
        Answer answer = validate(broken);
        assertTrue(answer.codes().contains(known.code()), () -> "found " + answer.codes());
    }

    /** What a document is does not depend on the order of its lists. */
    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfTheListsMakesNoDifference(Case known) throws IOException {
        JsonNode document = JSON.readTree(text(known));
        if (!document.isObject()) {
            return;
        }
        List<String> names = new ArrayList<>();
        document.fieldNames().forEachRemaining(names::add);
        Set<String> codes = validate(text(known)).codes();
        for (int turn = 0; turn < names.size(); turn++) {
            Collections.rotate(names, 1);
            for (boolean reversed : new boolean[] {false, true}) {
                List<String> order = new ArrayList<>(names);
                if (reversed) {
                    Collections.reverse(order);
                }
                ObjectNode turned = JSON.createObjectNode();
                order.forEach(name -> turned.set(name, document.get(name)));
                Answer answer = validate(turned.toString());
                assertEquals(known.dialect(), answer.summary().dialect(), order.toString());
                assertEquals(codes, answer.codes(), order.toString());
            }
        }
    }

    /** {@code info} says the same as {@code validate}. */
    @ParameterizedTest
    @MethodSource("cases")
    void contentsKnowItToo(Case known) throws IOException {
        Contents contents = new Contents(problem -> {});
        CocoReader.read(Input.file(data().resolve(known.file() + ".json")), contents);
        assertEquals(known.dialect(), contents.counts().dialect());
        assertEquals(known.exporter(), contents.counts().exporter());
    }

    /** Among frames of videos an image must say whose frame it is. */
    @Test
    void aFrameWithoutVideoIsFound() throws IOException {
        String text = Files.readString(data().resolve("cocovid.json"));
        String broken = text.replace("\"id\": 2, \"video_id\": 1", "\"id\": 2");
        assertFalse(broken.equals(text));
        assertTrue(validate(broken).codes().contains("video-unknown"));
    }

    /** What has a list of numbers is no label of a whole image: its box has another name. */
    @Test
    void aMisspeltBoxIsMissed() throws IOException {
        String text = Files.readString(data().resolve("objects365.json")).replace("\"bbox\"", "\"bounding_box\"");
        assertTrue(validate(text).codes().contains("bbox-missing"));
    }

    /** A list of a thousand records of something else ends with one line. */
    @Test
    void strangersEndWithOneLine() throws IOException {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 3000; i++) {
            text.append(i == 0 ? "" : ",").append("{\"name\": \"x").append(i).append("\", \"value\": 1}");
        }
        Answer answer = validate(text + "]");
        assertEquals(1, answer.findings().all().size());
        assertFalse(answer.summary().dialect().isHandled());
    }
}
