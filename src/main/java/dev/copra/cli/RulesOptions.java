package dev.copra.cli;

import dev.copra.evaluate.AreaRange;
import dev.copra.evaluate.Kind;
import dev.copra.evaluate.Rules;
import dev.copra.overlap.CrowdMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** How detections are evaluated, as options. */
final class RulesOptions {
    private static final int MOST_THRESHOLDS = 100_001;

    /** What is evaluated. */
    enum Type {
        BBOX,
        SEGM,
        KEYPOINTS,
        BOUNDARY,
        PANOPTIC
    }

    /** Whose numbers are wanted. */
    enum Compat {
        PYCOCOTOOLS,
        FIXED
    }

    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            description =
                    "What is compared: bbox (default), segm, keypoints, boundary (the lesser of the IoU of mask and"
                            + " boundary) or panoptic.")
    Type type = Type.BBOX;

    @Option(
            names = "--lvis",
            description = "By the rules of LVIS: 300 detections an image, unlabelled categories do not count, and AP by"
                    + " frequency.")
    boolean lvis;

    @Option(
            names = "--iou",
            paramLabel = "LIST",
            description = "IoU thresholds: FIRST:LAST:STEP (default .5:.95:.05) or values, as .5,.75.")
    private List<String> iou;

    @Option(
            names = "--recall",
            paramLabel = "LIST",
            description = "Recalls at which precision is read: FIRST:LAST:STEP (default 0:1:.01) or values.")
    private List<String> recalls;

    @Option(
            names = "--area",
            paramLabel = "NAME:LOW:HIGH",
            description =
                    "Ranges of areas in pixels, ends included, instead of small:0:1024,medium:1024:9216,large:9216:1e10.")
    private List<String> areas;

    @Option(
            names = "--max-dets",
            paramLabel = "LIST",
            description =
                    "How many detections of an image and category count: a number, or several, which give an AR each"
                            + " (default 1,10,100; keypoints 20; LVIS 300).")
    private List<String> maxDetections;

    @Option(names = "--no-categories", description = "A detection may find a truth of any category.")
    private boolean noCategories;

    @Option(
            names = "--sigmas",
            paramLabel = "LIST",
            description =
                    "How far annotators scatter about each keypoint (default: 'sigmas' of the truth's category, else"
                            + " COCO's 17).")
    private List<String> sigmas;

    @Option(
            names = "--boundary-ratio",
            paramLabel = "SHARE",
            description = "Width of a boundary, as a share of the image's diagonal (default: ${DEFAULT-VALUE}).")
    double boundaryRatio = .02;

    @Option(
            names = "--compat",
            paramLabel = "WHOSE",
            description = "pycocotools (default): its figures to the last digit, its errors included; what they cost is"
                    + " reported. fixed: the figures without them.")
    private Compat compat = Compat.PYCOCOTOOLS;

    Rules rules() throws IOException {
        if (lvis && (type == Type.KEYPOINTS || type == Type.PANOPTIC)) {
            throw new CommandException("--lvis goes with --type bbox, segm or boundary");
        }
        Rules standard = Rules.coco(Kind.valueOf(type.name()));
        int[] max = lvis ? new int[] {300} : standard.maxDetections();
        return new Rules(
                standard.kind(),
                iou == null ? standard.iouThresholds() : thresholds("--iou", iou, CrowdMatcher.MAX_THRESHOLDS),
                recalls == null ? standard.recalls() : thresholds("--recall", recalls, MOST_THRESHOLDS),
                areas == null ? standard.areas() : areas(),
                maxDetections == null ? max : maxDetections(),
                !noCategories,
                lvis,
                compat == Compat.FIXED,
                boundaryRatio,
                sigmas == null ? null : ListOption.numbers("--sigmas", sigmas));
    }

    private static double[] thresholds(String option, List<String> values, int most) throws IOException {
        double[] thresholds;
        if (values.size() == 1 && values.get(0).contains(":")) {
            double[] range =
                    ListOption.numbers(option, Arrays.asList(values.get(0).split(":")));
            if (range.length != 3 || !(range[2] > 0) || range[1] < range[0]) {
                throw new CommandException(option + ": '" + values.get(0) + "' is not FIRST:LAST:STEP");
            }
            double count = Math.rint((range[1] - range[0]) / range[2]) + 1;
            if (count > MOST_THRESHOLDS) {
                throw new CommandException(option + ": '" + values.get(0) + "' has too small a step");
            }
            thresholds = Rules.spaced(range[0], range[1], (int) count);
        } else {
            thresholds = ListOption.numbers(option, values);
        }
        for (int i = 0; i < thresholds.length; i++) {
            if (!(thresholds[i] >= 0 && thresholds[i] <= 1) || i > 0 && thresholds[i] <= thresholds[i - 1]) {
                throw new CommandException(option + ": thresholds are from 0 to 1 and ascend");
            }
        }
        if (thresholds.length == 0 || thresholds.length > most) {
            throw new CommandException(option + ": give from 1 to " + most + " thresholds");
        }
        return thresholds;
    }

    private List<AreaRange> areas() throws IOException {
        List<AreaRange> ranges = new ArrayList<>(List.of(AreaRange.ALL));
        for (String text : ListOption.expand(areas)) {
            String[] parts = text.split(":");
            if (parts.length != 3 || parts[0].isEmpty()) {
                throw new CommandException("--area: '" + text + "' is not NAME:LOW:HIGH");
            }
            double[] ends = ListOption.numbers("--area", List.of(parts[1], parts[2]));
            if (!(ends[0] <= ends[1])) {
                throw new CommandException("--area: in '" + text + "' the low end is above the high one");
            }
            ranges.add(new AreaRange(parts[0], ends[0], ends[1]));
        }
        return ranges;
    }

    private int[] maxDetections() throws IOException {
        long[] numbers = ListOption.integers("--max-dets", maxDetections);
        Arrays.sort(numbers);
        int least = lvis ? -1 : 1;
        if (numbers.length == 0 || numbers[0] < least || numbers[numbers.length - 1] > Integer.MAX_VALUE) {
            throw new CommandException("--max-dets: give one or more numbers, each at least 1");
        }
        return Arrays.stream(numbers)
                .mapToInt(n -> n < 0 ? Integer.MAX_VALUE : (int) n)
                .sorted()
                .distinct()
                .toArray();
    }
}
