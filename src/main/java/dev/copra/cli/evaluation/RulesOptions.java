package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.OptionRange;
import dev.copra.cli.option.Within;
import dev.copra.evaluate.read.BoxAngle;
import dev.copra.evaluate.read.TurnedBoxes;
import dev.copra.evaluate.rules.AreaRange;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Protocol;
import dev.copra.evaluate.rules.Rules;
import dev.copra.evaluate.rules.Thresholds;
import dev.copra.overlap.CrowdMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** How detections are evaluated, as options. */
public final class RulesOptions {
    private static final int MOST_THRESHOLDS = 100_001;

    /** What is evaluated. */
    public enum Type {
        /** IoU of boxes. */
        BBOX,
        /** IoU of masks. */
        SEGM,
        /** Object keypoint similarity. */
        KEYPOINTS,
        /** The lesser of the IoU of masks and of their boundaries. */
        BOUNDARY,
        /** IoU of turned boxes. */
        OBB,
        /** Panoptic quality. */
        PANOPTIC,
        /** IoU of the pixels of categories, objects aside. */
        SEMANTIC
    }

    /** Whose numbers are wanted. */
    enum Compat {
        PYCOCOTOOLS,
        FIXED
    }

    /** What is compared. */
    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            description =
                    "What is compared: bbox (default), segm, keypoints, boundary (the lesser of the IoU of mask and"
                            + " boundary), obb (turned boxes, or any four corners), panoptic or semantic"
                            + " (classes of pixels).")
    public Type type = Type.BBOX;

    /** Whether the rules of LVIS hold. */
    @Option(
            names = "--lvis",
            description = "By the rules of LVIS: 300 detections an image, unlabelled categories do not count, and AP by"
                    + " frequency.")
    public boolean lvis;

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
            description = "Ranges of areas in square pixels, ends included (default:"
                    + " small:0:1024,medium:1024:9216,large:9216:1e10).")
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
            description = "Width of a boundary, as a share of the image's diagonal, from 0 to 1 (default: "
                    + "${DEFAULT-VALUE}).")
    @Within(from = 0, to = 1)
    double boundaryRatio = .02;

    @Option(
            names = "--compat",
            paramLabel = "WHOSE",
            description = "pycocotools (default): its figures to the last digit, its errors included; what they cost is"
                    + " reported. fixed: the figures without them.")
    private Compat compat = Compat.PYCOCOTOOLS;

    @Option(
            names = "--angle",
            paramLabel = "UNIT",
            description =
                    "For obb: what the last of five numbers is: degrees (anticlockwise) or radians (clockwise), and"
                            + " :clockwise or :anticlockwise behind it (default: degrees in bbox, radians in obb).")
    private String angle;

    /** Whether turned boxes are evaluated by the rules of DOTA. */
    @Option(
            names = "--dota",
            description = "For obb: by the rules of DOTA, which are those of PASCAL VOC, at the first IoU threshold.")
    public boolean dota;

    /** Whether the rules of Open Images hold. */
    @Option(
            names = "--openimages",
            description =
                    "By the rules of Open Images, for bbox and segm: AP at the first IoU threshold, groups, and only"
                            + " categories that were looked for in an image; see below.")
    public boolean openImages;

    /** Whether the rules of CrowdPose hold. */
    @Option(
            names = "--crowdpose",
            description =
                    "By the rules of CrowdPose, for keypoints: its 14 sigmas, areas of boxes, and figures of easy,"
                            + " medium and hard images (crowdIndex).")
    public boolean crowdPose;

    /** What is read of the truth. */
    public Protocol protocol() {
        if ((lvis ? 1 : 0) + (openImages ? 1 : 0) + (crowdPose ? 1 : 0) > 1) {
            throw new CommandException("--lvis, --openimages and --crowdpose exclude each other");
        }
        if (openImages && type != Type.BBOX && type != Type.SEGM) {
            throw new CommandException("--openimages goes with --type bbox or segm");
        }
        if (crowdPose && type != Type.KEYPOINTS) {
            throw new CommandException("--crowdpose goes with --type keypoints");
        }
        return lvis
                ? Protocol.LVIS
                : openImages ? Protocol.OPEN_IMAGES : crowdPose ? Protocol.CROWDPOSE : Protocol.COCO;
    }

    /** How turned boxes are read. */
    public TurnedBoxes turnedBoxes() throws IOException {
        if (type != Type.OBB && (dota || angle != null)) {
            throw new CommandException("--dota and --angle go with --type obb");
        }
        return new TurnedBoxes(angle == null ? null : ListOption.of("--angle", () -> BoxAngle.parse(angle)), dota);
    }

    /**
     * The rules that the options ask for.
     *
     * @throws CommandException if options contradict each other
     * @throws IOException if a file that an option names cannot be read
     */
    public Rules rules() throws IOException {
        if (lvis && (type == Type.KEYPOINTS || type == Type.OBB || type == Type.PANOPTIC)) {
            throw new CommandException("--lvis goes with --type bbox, segm or boundary");
        }
        Rules standard = Rules.coco(Kind.valueOf(type.name()));
        int[] max = lvis ? new int[] {300} : standard.maxDetections();
        return new Rules(
                standard.kind(),
                iou == null
                        ? standard.iouThresholds()
                        : ListOption.of(
                                "--iou", () -> Thresholds.parse(ListOption.expand(iou), CrowdMatcher.MAX_THRESHOLDS)),
                recalls == null
                        ? standard.recalls()
                        : ListOption.of(
                                "--recall", () -> Thresholds.parse(ListOption.expand(recalls), MOST_THRESHOLDS)),
                areas != null ? areas() : crowdPose ? List.of(AreaRange.ALL) : standard.areas(),
                dota ? new int[] {Integer.MAX_VALUE} : maxDetections == null ? max : maxDetections(),
                !noCategories,
                lvis,
                openImages || compat == Compat.FIXED,
                boundaryRatio,
                sigmas != null
                        ? ListOption.numbers("--sigmas", sigmas, OptionRange.ABOVE_ZERO)
                        : crowdPose ? Protocol.crowdPoseSigmas() : null);
    }

    private List<AreaRange> areas() throws IOException {
        List<AreaRange> ranges = new ArrayList<>(List.of(AreaRange.ALL));
        for (String text : ListOption.expand(areas)) {
            ranges.add(ListOption.of("--area", () -> AreaRange.parse(text)));
        }
        return ranges;
    }

    private int[] maxDetections() throws IOException {
        // of LVIS -1 is all
        OptionRange range = lvis ? new OptionRange(-1, true, Integer.MAX_VALUE, true) : OptionRange.COUNT;
        return Arrays.stream(ListOption.integers("--max-dets", maxDetections, range))
                .map(n -> n < 0 ? Integer.MAX_VALUE : n)
                .sorted()
                .distinct()
                .toArray();
    }
}
