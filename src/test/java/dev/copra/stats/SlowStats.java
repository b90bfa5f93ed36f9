package dev.copra.stats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.mask.Rle;
import dev.copra.shape.PolygonRasterizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Statistics by the obvious way: lists of objects, dense masks, all pairs. */
final class SlowStats {
    /** One object. */
    static final class Thing {
        Integer image;
        Integer category;
        boolean crowd;
        double[] box;
        double area = Double.NaN;
        byte[] mask;
        int height;
        int width;
        int vertices = -1;
        double[] keypoints;

        boolean counts() {
            return !crowd;
        }
    }

    final List<Thing> things = new ArrayList<>();
    final Map<Integer, int[]> sizes = new HashMap<>();
    final TreeSet<Integer> categories = new TreeSet<>();
    final Map<Integer, String> names = new HashMap<>();

    SlowStats(MeasuredDocuments document) {
        document.images.forEach(image -> sizes.put(
                image.get("id").asInt(),
                new int[] {image.path("width").asInt(), image.path("height").asInt()}));
        document.categories.forEach(category -> {
            categories.add(category.get("id").asInt());
            names.put(category.get("id").asInt(), category.path("name").asText(null));
        });
        document.annotations.forEach(this::read);
        things.forEach(thing -> {
            if (thing.category != null) {
                categories.add(thing.category);
            }
        });
    }

    private void read(JsonNode annotation) {
        if (annotation.has("segments_info")) {
            annotation.get("segments_info").forEach(segment -> {
                Thing thing = thing(segment);
                thing.image =
                        annotation.has("image_id") ? annotation.get("image_id").asInt() : null;
                things.add(thing);
            });
            return;
        }
        Thing thing = thing(annotation);
        thing.image = annotation.has("image_id") ? annotation.get("image_id").asInt() : null;
        JsonNode segmentation = annotation.path("segmentation");
        if (!thing.crowd && segmentation.size() > 0) {
            mask(thing, segmentation);
        }
        if (thing.box == null && thing.mask != null) {
            thing.box = bounds(thing);
        }
        if (Double.isNaN(thing.area)) {
            thing.area = annotation.has("bbox")
                    ? thing.box[2] * thing.box[3]
                    : thing.mask != null ? pixels(thing) : Double.NaN;
        }
        if (!thing.crowd && annotation.path("keypoints").size() > 0) {
            thing.keypoints = numbers(annotation.get("keypoints"));
        }
        things.add(thing);
    }

    private static Thing thing(JsonNode record) {
        Thing thing = new Thing();
        thing.category = record.has("category_id") ? record.get("category_id").asInt() : null;
        thing.crowd = record.path("iscrowd").asInt() == 1;
        thing.box = record.has("bbox") ? numbers(record.get("bbox")) : null;
        thing.area = record.path("area").asDouble(Double.NaN);
        return thing;
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        Arrays.setAll(numbers, i -> list.get(i).asDouble());
        return numbers;
    }

    private void mask(Thing thing, JsonNode segmentation) {
        Rle rle;
        if (segmentation.isArray()) {
            List<double[]> rings = new ArrayList<>();
            segmentation.forEach(ring -> rings.add(numbers(ring)));
            thing.vertices = rings.stream().mapToInt(ring -> ring.length / 2).sum();
            int[] size = sizes.getOrDefault(thing.image, new int[2]);
            // a frame that is large enough for all coordinates
            rle = new PolygonRasterizer().rasterize(rings, size[1] > 0 ? size[1] : 64, size[0] > 0 ? size[0] : 64);
        } else {
            int height = segmentation.get("size").get(0).asInt();
            int width = segmentation.get("size").get(1).asInt();
            JsonNode counts = segmentation.get("counts");
            rle = counts.isTextual()
                    ? Rle.parse(
                            height,
                            width,
                            counts.asText().getBytes(StandardCharsets.US_ASCII),
                            0,
                            counts.asText().length())
                    : new Rle(
                            height,
                            width,
                            Arrays.stream(numbers(counts))
                                    .mapToInt(n -> (int) n)
                                    .toArray());
        }
        thing.mask = rle.toDense();
        thing.height = rle.height();
        thing.width = rle.width();
    }

    private static double[] bounds(Thing thing) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int p = 0; p < thing.mask.length; p++) {
            if (thing.mask[p] == 1) {
                left = Math.min(left, p / thing.height);
                right = Math.max(right, p / thing.height + 1);
                top = Math.min(top, p % thing.height);
                bottom = Math.max(bottom, p % thing.height + 1);
            }
        }
        return right < 0 ? null : new double[] {left, top, right - left, bottom - top};
    }

    static int pixels(Thing thing) {
        int sum = 0;
        for (byte pixel : thing.mask) {
            sum += pixel;
        }
        return sum;
    }

    /** Sets of pixels of a value that are connected; of those without the mask only the ones that do not reach the border. */
    static int regions(Thing thing, int value) {
        boolean[] seen = new boolean[thing.mask.length];
        int regions = 0;
        for (int p = 0; p < seen.length; p++) {
            if (!seen[p] && thing.mask[p] == value) {
                regions += flood(thing, p, value, seen) && value == 0 ? 0 : 1;
            }
        }
        return regions;
    }

    /** @return whether the border was reached */
    private static boolean flood(Thing thing, int from, int value, boolean[] seen) {
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        seen[from] = true;
        boolean border = false;
        while (!open.isEmpty()) {
            int p = open.pop();
            for (int dx = -1; dx <= 1; dx++) {
                for (int dy = -1; dy <= 1; dy++) {
                    int x = p / thing.height + dx;
                    int y = p % thing.height + dy;
                    if (value == 0 && dx * dy != 0) {
                        continue;
                    }
                    if (x < 0 || y < 0 || x >= thing.width || y >= thing.height) {
                        border = true;
                    } else if (!seen[y + thing.height * x] && thing.mask[y + thing.height * x] == value) {
                        seen[y + thing.height * x] = true;
                        open.push(y + thing.height * x);
                    }
                }
            }
        }
        return border;
    }

    /** The bin of the best IoU of a thing with another: -1 for none. */
    int bestBin(Thing thing, boolean sameCategory) {
        double best = 0;
        for (Thing other : things) {
            boolean same = Objects.equals(thing.category, other.category);
            if (other != thing
                    && other.counts()
                    && thing.image != null
                    && thing.image.equals(other.image)
                    && same == sameCategory) {
                best = Math.max(best, iou(thing.box, other.box));
            }
        }
        return best == 0 ? -1 : Math.min(19, (int) Math.floor(best * 20));
    }

    private static double iou(double[] a, double[] b) {
        if (a == null || b == null) {
            return 0;
        }
        double w = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
        double h = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
        return w <= 0 || h <= 0 ? 0 : w * h / (a[2] * a[3] + b[2] * b[3] - w * h);
    }

    /** Numbers by their definition: a sorted list, and what lies between two of its elements. */
    static List<Double> quantiles(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        List<Double> quantiles = new ArrayList<>();
        for (double share : new double[] {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1}) {
            double rank = share * (sorted.size() - 1);
            double low = sorted.get((int) Math.floor(rank));
            double high = sorted.get((int) Math.ceil(rank));
            quantiles.add(low + (high - low) * (rank - Math.floor(rank)));
        }
        return quantiles;
    }

    /** Categories by image, crowd regions included. */
    Map<Integer, TreeSet<Integer>> present() {
        Map<Integer, TreeSet<Integer>> present = new TreeMap<>();
        for (Thing thing : things) {
            if (thing.image != null) {
                TreeSet<Integer> its = present.computeIfAbsent(thing.image, image -> new TreeSet<>());
                if (thing.category != null) {
                    its.add(thing.category);
                }
            }
        }
        return present;
    }

    String label(int category) {
        String name = names.get(category);
        return name == null ? "category " + Id.of(category) : name;
    }
}
