package dev.copra.testdata;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The scenes' COCO documents: the truth, and the same with boxes only. */
final class SceneDocuments {
    /** Outlines of more vertices than this are stored as RLE. */
    private static final int MAX_VERTICES = 200;

    private static final int[][] SKELETON = {
        {16, 14}, {14, 12}, {17, 15}, {15, 13}, {12, 13}, {6, 12}, {7, 13}, {6, 7}, {6, 8}, {7, 9}, {8, 10}, {9, 11},
        {2, 3}, {1, 2}, {1, 3}, {2, 4}, {3, 5}, {4, 6}, {5, 7}
    };

    private SceneDocuments() {}

    /** Each visible thing with its mask: polygons without holes, compressed RLE otherwise, a list of runs for crowds. */
    static Map<String, Object> truth(List<Scene> scenes) {
        return document(scenes, false);
    }

    /** The boxes of {@link #truth} without masks: most have no member {@code segmentation}, some an empty list. */
    static Map<String, Object> boxes(List<Scene> scenes) {
        return document(scenes, true);
    }

    private static Map<String, Object> document(List<Scene> scenes, boolean boxesOnly) {
        List<Object> images = new ArrayList<>();
        List<Object> annotations = new ArrayList<>();
        for (Scene scene : scenes) {
            images.add(object(
                    "license", 1,
                    "file_name", scene.fileName,
                    "height", scene.canvas.height,
                    "width", scene.canvas.width,
                    "id", scene.id));
            for (int thing = 1; thing <= scene.things.size(); thing++) {
                Rle mask = Rle.ofDense(scene.canvas.mask(thing), scene.canvas.height, scene.canvas.width);
                if (!mask.isEmpty()) {
                    annotations.add(annotation(scene, thing, mask, boxesOnly));
                }
            }
        }
        String what = boxesOnly ? "boxes of drawn scenes" : "drawn scenes, masks exact to the pixel";
        return object(
                "info", object("description", "Copra testdata: " + what, "version", "1"),
                "licenses", List.of(object("id", 1, "name", "Apache License 2.0")),
                "images", images,
                "annotations", annotations,
                "categories",
                        Categories.ALL.stream().map(SceneDocuments::category).toList());
    }

    private static Map<String, Object> category(Categories.Category category) {
        Map<String, Object> record =
                object("supercategory", category.supercategory(), "id", category.id(), "name", category.name());
        if (category.name().equals("person")) {
            record.put("keypoints", People.JOINTS);
            record.put(
                    "skeleton",
                    Arrays.stream(SKELETON).map(SceneDocuments::list).toList());
        }
        return record;
    }

    private static Map<String, Object> annotation(Scene scene, int number, Rle mask, boolean boxesOnly) {
        Scene.Thing thing = scene.things.get(number - 1);
        Box box = mask.bounds();
        Map<String, Object> record = new LinkedHashMap<>();
        if (!boxesOnly) {
            record.put("segmentation", segmentation(mask, thing.crowd()));
            boolean rings = record.get("segmentation") instanceof List;
            record.put("area", rings ? (Object) (double) mask.area() : (Object) mask.area());
        } else {
            if (number % 3 == 0) {
                record.put("segmentation", List.of());
            }
            record.put("area", box.area());
        }
        record.put("iscrowd", thing.crowd() ? 1 : 0);
        if (thing.category().equals("person")) {
            List<Integer> keypoints = keypoints(scene.canvas, number, thing.joints());
            record.put("num_keypoints", (int) IntStream.range(0, 17)
                    .filter(i -> keypoints.get(3 * i + 2) > 0)
                    .count());
            record.put("keypoints", keypoints);
        }
        record.put("image_id", scene.id);
        record.put("bbox", List.of(box.x(), box.y(), box.width(), box.height()));
        record.put("category_id", Categories.id(thing.category()));
        record.put("id", 100 * scene.id + number);
        return record;
    }

    private static Object segmentation(Rle mask, boolean crowd) {
        List<Integer> size = List.of(mask.height(), mask.width());
        if (crowd) {
            return object("counts", list(mask.counts()), "size", size);
        }
        List<double[]> rings = MaskTracer.trace(mask);
        int vertices = rings.stream().mapToInt(ring -> ring.length / 2).sum();
        if (vertices > MAX_VERTICES || !mask.fillHoles().equals(mask)) {
            return object("size", size, "counts", mask.toCountsString());
        }
        return rings.stream().map(ring -> Arrays.stream(ring).boxed().toList()).toList();
    }

    /** Triples as COCO has them: 2 for a joint that is seen, 1 for a hidden one, zeros outside the picture. */
    private static List<Integer> keypoints(Canvas canvas, int thing, double[] joints) {
        Integer[] triples = new Integer[51];
        Arrays.fill(triples, 0);
        for (int i = 0; i < joints.length / 2; i++) {
            double x = joints[2 * i];
            double y = joints[2 * i + 1];
            if (x >= 0 && y >= 0 && x < canvas.width && y < canvas.height) {
                triples[3 * i] = (int) x;
                triples[3 * i + 1] = (int) y;
                triples[3 * i + 2] = canvas.thingAt(x, y) == thing ? 2 : 1;
            }
        }
        return List.of(triples);
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** A JSON object of the keys and values in turn. */
    static Map<String, Object> object(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return map;
    }
}
