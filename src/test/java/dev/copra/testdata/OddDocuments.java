package dev.copra.testdata;

import static dev.copra.testdata.SceneDocuments.object;

import dev.copra.mask.Rle;
import dev.copra.testdata.PythonJson.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Small documents that are legal, or that Python writes and reads, but that a reader may stumble over. */
final class OddDocuments {
    private static final int H = 32;
    private static final int W = 48;

    private OddDocuments() {}

    /** Contents by file name. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        layouts(files);
        members(files);
        ids(files);
        shapes(files);
        lists(files);
        return files;
    }

    /** One and the same document, written differently. */
    private static void layouts(Map<String, byte[]> files) {
        Object document = plain();
        String pretty = PythonJson.write(document, Style.indented(2));
        put(files, "layout-python.json", PythonJson.write(document, Style.PLAIN));
        put(files, "layout-compact.json", PythonJson.write(document, Style.COMPACT));
        put(files, "layout-indent-2.json", pretty);
        put(files, "layout-indent-4.json", PythonJson.write(document, Style.indented(4)) + "\n");
        put(files, "layout-tabs.json", PythonJson.write(document, Style.indented(-1)) + "\n");
        put(files, "layout-crlf.json", (pretty + "\n").replace("\n", "\r\n"));
        put(files, "layout-bom.json", "\ufeff" + pretty + "\n");
        put(files, "layout-spaced.json", " \n\t" + pretty.replace(":", " \t: ").replace(",", " \n ,") + "\n\n \r\n");
        files.put("layout-gzip.json.gz", gzip(PythonJson.write(document, Style.PLAIN)));
    }

    /** Members in another order, unknown, escaped, or of unusual values. */
    private static void members(Map<String, byte[]> files) {
        put(files, "annotations-first.json", """
                {"annotations": [
                  {"id": 1, "bbox": [10.0, 8.0, 22.0, 15.0], "image_id": 7, "category_id": 16, "iscrowd": 0, "area": 330.0},
                  {"category_id": 16, "image_id": 7, "bbox": [34.0, 4.0, 9.0, 4.0], "area": 36.0, "iscrowd": 0, "id": 2}],
                 "categories": [{"name": "bird", "id": 16}],
                 "images": [{"id": 7, "width": 48, "height": 32, "file_name": "tiny.png"}],
                 "info": {"description": "annotations before images"}}
                """);
        put(files, "unknown-members.json", """
                {"version": "5.4.0", "flags": {"nested": [1, [2, {"images": []}]]},
                 "images": [{"id": 7, "width": 48, "height": 32, "file_name": "tiny.png", "exif": {"annotations": [1]}, "tags": []}],
                 "videos": [], "tracks": null,
                 "annotations": [
                  {"id": 1, "image_id": 7, "category_id": 16, "bbox": [10.0, 8.0, 22.0, 15.0], "area": 330.0, "iscrowd": 0,
                   "attributes": {"occluded": false, "rotation": 0.0, "id": 99, "bbox": "none", "notes": ["a", {"b": null}]},
                   "score": 0.5, "isbbox": true, "track_id": null}],
                 "categories": [{"id": 16, "name": "bird", "color": [1, 2, 3], "supercategory": "animal"}],
                 "dataset": {"categories": ["bird"], "segmentation": [[]]}}
                """);
        put(files, "escapes.json", """
                {"info": {"description": "quotes \\"\\", slash \\/, controls \\b\\f\\n\\r\\t\\u0001, \\ud83e\\udd65 and 🥥"},
                 "images": [
                  {"id": 1, "width": 48, "height": 32, "file_name": "caf\\u00e9/m\\u00f6we.png"},
                  {"id": 2, "width": 48, "height": 32, "file_name": "café/möwe 2.png"},
                  {"id": 3, "width": 48, "height": 32, "file_name": "鳥\\\\海.png"}],
                 "annotations": [
                  {"\\u0069d": 1, "image\\u005fid": 1, "category_id": 1, "bb\\u006fx": [1, 2, 10, 12], "area": 120, "iscrowd": 0},
                  {"id": 2, "image_id": 3, "category_id": 2, "bbox": [3, 4, 5, 6], "area": 30, "iscrowd": 0, "comment": "\\u2028 \\udc00 alone"}],
                 "categories": [{"id": 1, "name": "M\\u00f6we"}, {"id": 2, "name": "鳥"}]}
                """);
        put(files, "python-nan.json", """
                {"images": [{"id": 7, "width": 48, "height": 32, "file_name": "tiny.png", "date_captured": NaN}],
                 "annotations": [
                  {"id": 1, "image_id": 7, "category_id": 16, "bbox": [10.0, 8.0, 22.0, 15.0], "area": NaN, "iscrowd": 0},
                  {"id": 2, "image_id": 7, "category_id": 16, "bbox": [34.0, 4.0, 9.0, 4.0], "area": Infinity, "iscrowd": 0, "depth": -Infinity}],
                 "categories": [{"id": 16, "name": "bird"}]}
                """);
        put(files, "number-spellings.json", """
                {"images": [{"id": 7, "width": 48, "height": 32, "file_name": "tiny.png"}],
                 "annotations": [
                  {"id": 1, "image_id": 7, "category_id": 16, "bbox": [1e1, 0.8E+1, 220e-1, 15.000], "area": 3.30e2, "iscrowd": 0,
                   "tiny": 1e-320, "long": 0.1000000000000000055511151231257827021181583404541015625, "minus": -0, "big": 123456789012345678901234567890}],
                 "categories": [{"id": 16, "name": "bird"}]}
                """);
        put(
                files,
                "deep-nesting.json",
                PythonJson.write(document(List.of(with(bird(1), "attributes", nested(40)))), Style.RECORDS) + "\n");
    }

    private static void ids(Map<String, byte[]> files) {
        put(files, "big-ids.json", """
                {"images": [{"id": 9007199254740993, "width": 48, "height": 32, "file_name": "tiny.png"},
                            {"id": 9007199254740992, "width": 48, "height": 32, "file_name": "twin.png"}],
                 "annotations": [
                  {"id": 9223372036854775807, "image_id": 9007199254740993, "category_id": 4294967296, "bbox": [10, 8, 22, 15], "area": 330, "iscrowd": 0},
                  {"id": 0, "image_id": 9007199254740992, "category_id": 0, "bbox": [34, 4, 9, 4], "area": 36, "iscrowd": 0},
                  {"id": -1, "image_id": 9007199254740993, "category_id": 0, "bbox": [1, 1, 2, 2], "area": 4, "iscrowd": 0}],
                 "categories": [{"id": 4294967296, "name": "bird"}, {"id": 0, "name": "gull"}]}
                """);
        put(files, "string-ids.json", """
                {"images": [{"id": "img-0007", "width": 48, "height": 32, "file_name": "tiny.png"}],
                 "annotations": [
                  {"id": "a1", "image_id": "img-0007", "category_id": "bird", "bbox": [10.0, 8.0, 22.0, 15.0], "area": 330.0, "iscrowd": 0},
                  {"id": "2", "image_id": "img-0007", "category_id": "bird", "bbox": [34.0, 4.0, 9.0, 4.0], "area": 36.0, "iscrowd": 0}],
                 "categories": [{"id": "bird", "name": "bird"}]}
                """);
    }

    /** Every shape in which masks and boxes are met. */
    private static void shapes(Map<String, byte[]> files) {
        Rle mask = Rle.ofRectangle(H, W, 10, 8, 32, 23);
        List<Double> ring = List.of(10.0, 8.0, 32.0, 8.0, 32.0, 23.0, 10.0, 23.0);
        List<Integer> runs = new ArrayList<>();
        for (int count : mask.counts()) {
            runs.add(count);
        }
        List<Integer> size = List.of(H, W);
        put(
                files,
                "segmentation-shapes.json",
                PythonJson.write(
                                document(List.of(
                                        bird(1),
                                        with(bird(2), "segmentation", null),
                                        with(bird(3), "segmentation", List.of()),
                                        with(bird(4), "segmentation", List.of(List.of())),
                                        with(bird(5), "segmentation", Map.of()),
                                        with(bird(6), "segmentation", List.of(ring)),
                                        with(
                                                bird(7),
                                                "segmentation",
                                                List.of(ring, List.of(34.5, 4.25, 43.0, 4.0, 38.75, 8.0))),
                                        with(bird(8), "segmentation", ring),
                                        with(
                                                bird(9),
                                                "segmentation",
                                                object("size", size, "counts", mask.toCountsString())),
                                        with(bird(10), "segmentation", object("counts", runs, "size", size)),
                                        with(
                                                with(bird(11), "segmentation", object("counts", runs, "size", size)),
                                                "iscrowd",
                                                1),
                                        with(bird(12), "segmentation", List.of(List.of(), ring)))),
                                Style.RECORDS)
                        + "\n");
        List<List<Double>> boxes = List.of(
                List.of(-5.5, -3.0, 20.25, 12.0),
                List.of(40.0, 25.0, 20.0, 20.0),
                List.of(100.0, 100.0, 10.0, 10.0),
                List.of(10.0, 10.0, 0.0, 5.0),
                List.of(10.4, 10.4, 0.2, 0.2),
                List.of(0.0, 0.0, 48.0, 32.0),
                List.of(-1e9, -1e9, 2e9, 2e9));
        List<Map<String, Object>> annotations = new ArrayList<>();
        for (List<Double> box : boxes) {
            annotations.add(with(bird(annotations.size() + 1), "bbox", box));
        }
        put(files, "boxes-outside.json", PythonJson.write(document(annotations), Style.RECORDS) + "\n");
    }

    /** DocumentCases without one of the lists, and lists without a document. */
    private static void lists(Map<String, byte[]> files) {
        put(files, "empty-object.json", "{}");
        put(files, "empty-lists.json", "{\"images\": [], \"annotations\": [], \"categories\": []}\n");
        Map<String, Object> document = plain();
        document.remove("categories");
        put(files, "no-categories.json", PythonJson.write(document, Style.PLAIN));
        document = plain();
        document.remove("annotations");
        put(files, "no-annotations.json", PythonJson.write(document, Style.PLAIN));
        List<Map<String, Object>> results = List.of(
                object("image_id", 7, "category_id", 16, "bbox", List.of(10.0, 8.0, 22.0, 15.0), "score", 0.923),
                object("image_id", 7, "category_id", 16, "bbox", List.of(34.0, 4.0, 9.0, 4.0), "score", 0.25));
        put(files, "results.json", PythonJson.write(results, Style.PLAIN));
        put(files, "results-empty.json", "[]\n");
        String lines = results.stream()
                .map(result -> PythonJson.write(result, Style.PLAIN) + "\n")
                .collect(Collectors.joining());
        put(files, "results.jsonl", lines);
        put(files, "results-last-line-open.jsonl", "\n" + lines.strip());
    }

    private static Map<String, Object> plain() {
        return document(List.of(bird(1), with(bird(2), "bbox", List.of(34.0, 4.0, 9.0, 4.0))));
    }

    private static Map<String, Object> document(List<Map<String, Object>> annotations) {
        Map<String, Object> image = object("id", 7, "width", W, "height", H, "file_name", "tiny.png");
        return object(
                "info", object("description", "odd but legal"),
                "images", List.of(image),
                "annotations", annotations,
                "categories", List.of(object("id", 16, "name", "bird", "supercategory", "animal")));
    }

    private static Map<String, Object> bird(int id) {
        return object(
                "id",
                id,
                "image_id",
                7,
                "category_id",
                16,
                "bbox",
                List.of(10.0, 8.0, 22.0, 15.0),
                "area",
                330.0,
                "iscrowd",
                0);
    }

    private static Map<String, Object> with(Map<String, Object> record, String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(record);
        changed.put(key, value);
        return changed;
    }

    private static Object nested(int levels) {
        return levels == 0 ? "kernel" : Collections.singletonList(nested(levels - 1));
    }

    private static void put(Map<String, byte[]> files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
