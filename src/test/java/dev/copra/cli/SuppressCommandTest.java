package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code copra suppress} against its rules, written down slowly: pixels are counted one by one, and nothing is sorted. */
class SuppressCommandTest {
    private static final int SIDE = 24;

    /** A rectangle with a rectangle cut out of it. */
    private record Detection(int image, int category, double score, int[] box, byte[] pixels) {
        static Detection random(Random random) {
            int x = random.nextInt(12);
            int y = random.nextInt(12);
            int w = 2 + random.nextInt(10);
            int h = 2 + random.nextInt(10);
            byte[] pixels = new byte[SIDE * SIDE];
            for (int i = x; i < x + w; i++) {
                for (int j = y; j < y + h; j++) {
                    pixels[j + SIDE * i] = (byte) (i < x + w / 2 && j > y + h / 2 ? 0 : 1);
                }
            }
            return new Detection(
                    1 + random.nextInt(2),
                    1 + random.nextInt(2),
                    (1 + random.nextInt(5)) / 5.,
                    new int[] {x, y, w, h},
                    pixels);
        }

        String json() {
            Rle mask = Rle.ofDense(pixels, SIDE, SIDE);
            return """
                    {"image_id": %d, "category_id": %d, "score": %s, "bbox": [%d, %d, %d, %d],
                     "segmentation": {"size": [24, 24], "counts": "%s"}}""".formatted(
                            image,
                            category,
                            score,
                            box[0],
                            box[1],
                            box[2],
                            box[3],
                            mask.toCountsString().replace("\\", "\\\\"));
        }

        int count(boolean masks, IntBinaryOperator of, Detection other) {
            int count = 0;
            for (int p = 0; p < SIDE * SIDE; p++) {
                count += of.applyAsInt(at(masks, p), other.at(masks, p));
            }
            return count;
        }

        private int at(boolean masks, int p) {
            int x = p / SIDE;
            int y = p % SIDE;
            return masks ? pixels[p] : x >= box[0] && x < box[0] + box[2] && y >= box[1] && y < box[1] + box[3] ? 1 : 0;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyMethodAndMeasure(long seed) throws IOException {
        Random random = new Random(seed);
        List<Detection> detections = new ArrayList<>();
        for (int i = 5 + random.nextInt(20); i > 0; i--) {
            detections.add(Detection.random(random));
        }
        String results = "["
                + String.join(",\n", detections.stream().map(Detection::json).toList()) + "]";
        for (String method : List.of("hard", "linear", "gaussian", "matrix")) {
            for (boolean masks : new boolean[] {false, true}) {
                for (boolean smaller : new boolean[] {false, true}) {
                    for (boolean agnostic : new boolean[] {false, true}) {
                        List<String> arguments = new ArrayList<>(List.of(
                                "suppress",
                                "-",
                                "--method",
                                method,
                                "--iou",
                                ".4",
                                "--sigma",
                                ".3",
                                "--overlap",
                                masks ? "mask" : "box",
                                "--metric",
                                smaller ? "ios" : "iou"));
                        if (agnostic) {
                            arguments.add("--agnostic");
                        }
                        Typed typed = Typed.pipe(results, arguments.toArray(String[]::new));
                        assertEquals(0, typed.code(), typed.err());
                        ToDoubleBiFunction<Detection, Detection> overlap = (a, b) -> {
                            if (a.image != b.image || !agnostic && a.category != b.category) {
                                return 0;
                            }
                            double common = a.count(masks, (p, q) -> p & q, b);
                            return common
                                    / (smaller
                                            ? Math.min(a.count(masks, (p, q) -> p, b), a.count(masks, (p, q) -> q, b))
                                            : a.count(masks, (p, q) -> p | q, b));
                        };
                        assertEquals(
                                expected(detections, method, overlap),
                                kept(detections, typed.out()),
                                arguments + ", seed " + seed);
                    }
                }
            }
        }
    }

    /** Scores that are left, by position; null where a detection is gone. */
    private static List<Double> expected(
            List<Detection> detections, String method, ToDoubleBiFunction<Detection, Detection> overlap) {
        int n = detections.size();
        double least = method.equals("hard") ? 0 : .001;
        double[] score = detections.stream().mapToDouble(Detection::score).toArray();
        List<Double> left = new ArrayList<>(Collections.nCopies(n, null));
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rest.add(i);
        }
        List<Integer> better = new ArrayList<>();
        while (!rest.isEmpty()) {
            int best = rest.get(0);
            for (int i : rest) {
                best = score[i] > score[best] ? i : best;
            }
            int chosen = best;
            rest.remove((Integer) chosen);
            if (method.equals("matrix")) {
                double factor = 1;
                for (int i : better) {
                    double own = overlap.applyAsDouble(detections.get(i), detections.get(chosen));
                    double compensation = 0;
                    for (int k : better.subList(0, better.indexOf(i))) {
                        compensation =
                                Math.max(compensation, overlap.applyAsDouble(detections.get(k), detections.get(i)));
                    }
                    factor = Math.min(factor, Math.exp(-(own * own - compensation * compensation) / .3));
                }
                better.add(chosen);
                left.set(chosen, score[chosen] * factor < least ? null : (Double) (score[chosen] * factor));
                continue;
            }
            if (score[chosen] < least) {
                continue;
            }
            left.set(chosen, score[chosen]);
            rest.removeIf(j ->
                    method.equals("hard") && overlap.applyAsDouble(detections.get(chosen), detections.get(j)) > .4);
            for (int j : rest) {
                double common = overlap.applyAsDouble(detections.get(chosen), detections.get(j));
                score[j] *= switch (method) {
                    case "linear" -> common > .4 ? 1 - common : 1;
                    case "gaussian" -> Math.exp(-common * common / .3);
                    default -> 1;
                };
            }
        }
        return left;
    }

    /** By position: the scores in the output, whose records are in the order of the input. */
    private static List<Double> kept(List<Detection> detections, String output) throws IOException {
        List<Double> kept = new ArrayList<>();
        JsonNode records = new ObjectMapper().readTree(output);
        int next = 0;
        for (Detection detection : detections) {
            JsonNode record = records.path(next);
            boolean same = record.path("image_id").asInt() == detection.image
                    && record.path("category_id").asInt() == detection.category
                    && record.path("bbox")
                            .toString()
                            .equals(Arrays.toString(detection.box).replace(" ", ""));
            kept.add(same ? (Double) record.get("score").asDouble() : null);
            next += same ? 1 : 0;
        }
        assertEquals(records.size(), next, output);
        return kept;
    }
}
