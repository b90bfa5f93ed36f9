package dev.copra.spark;

import dev.copra.box2mask.Decision;
import dev.copra.box2mask.Fallback;
import dev.copra.box2mask.MaskOptions;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.SceneMasks;
import dev.copra.box2mask.Selection;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.learned.CorrectedStrategy;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.Encoding;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.image.ColorProfile;
import dev.copra.run.Shard;
import java.io.Serializable;
import java.util.ArrayList;

/** All that decides a mask, as it travels to the tasks. The fields are those of {@code copra mask}. */
final class MaskSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    StrategySpec strategy;
    boolean correctBoxes;
    String images;
    ColorProfile profile = ColorProfile.IGNORE;
    long maxPixels;
    Selection.Only only = Selection.Only.MISSING;
    ArrayList<String> categories = new ArrayList<>();
    boolean crowd;
    Fallback fallback = Fallback.ELLIPSE;
    Encoding encoding = Encoding.RLE;
    double simplify;
    String box = "xywh";
    boolean tightBox;
    double minConfidence;
    boolean scores;
    boolean largestPart;
    boolean fillHoles;

    /** Opens the strategy. */
    MaskStrategy open() {
        MaskStrategy opened = MaskStrategyProvider.openByName(strategy);
        return correctBoxes ? CorrectedStrategy.before(opened) : opened;
    }

    Decision decision() {
        return new Decision(largestPart, fillHoles);
    }

    /** Those of one image. */
    MaskOptions masks() {
        return new MaskOptions(
                new Selection(only, categories, crowd),
                fallback,
                new MaskEncoder(encoding, simplify),
                BoxFormat.parse(box),
                tightBox);
    }

    SceneMasks.Settings scenes(boolean knownMasks) {
        return new SceneMasks.Settings(minConfidence, scores, Shard.ALL, Integer.MAX_VALUE, knownMasks);
    }
}
