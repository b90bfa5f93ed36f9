package dev.copra.box2mask.learned;

import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.mask.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Corrects the boxes of an image by what the network has seen of them (bounding-box regression: Girshick et al., "Rich Feature
 * Hierarchies for Accurate Object Detection and Semantic Segmentation", 2014). An annotator's box is exact, and its
 * exactness tells much about the object. A detector's box, or one that was drawn quickly, is not exact, and a strategy that
 * trusts it loses more. One box seldom tells which kind it is. But all boxes of an image come from one annotator or detector,
 * so together they tell.
 */
final class BoxRegression {
    /** Log odds for which the boxes of an image are no longer taken for exact, which most are. */
    private static final double DOUBT = 2;

    /** Log odds for which they are taken for exact without asking about the other boxes. */
    private static final double TRUST = -4;

    /** Area in pixels below which a box is too small to tell: the pixels' edges alone may make it seem inexact. */
    private static final double LEAST_AREA = 24 * 24;

    /** No side is moved by more than this share of the box's extent. */
    private static final double FARTHEST = .25;

    private BoxRegression() {}

    /** Whether the boxes of an image seem inexact, taken together. */
    static boolean isDue(List<Answer> answers) {
        return evidence(answers) > DOUBT;
    }

    /**
     * Whether the boxes of an image are exact, as some of them tell: evidence is gathered until it is enough, as in Wald's sequential
     * test ("Sequential Tests of Statistical Hypotheses", 1945). There is no early end for inexact boxes, for these must all be
     * corrected.
     */
    static boolean isClearlyExact(List<Answer> answers) {
        return evidence(answers) < TRUST;
    }

    /** The log odds that the boxes are inexact. Crowds' are loose by nature and say nothing. */
    private static double evidence(List<Answer> answers) {
        double evidence = 0;
        for (Answer answer : answers) {
            Window source = answer.frame().source();
            boolean tells = !answer.target().crowd() && (double) source.width() * source.height() >= LEAST_AREA;
            evidence += tells ? answer.inexact() : 0;
        }
        return evidence;
    }

    /** The targets with corrected boxes; a crowd, and one that has no answer, keeps its box. */
    static List<Target> correct(List<Target> targets, List<Answer> answers, int imageWidth, int imageHeight) {
        List<Target> corrected = new ArrayList<>(targets);
        for (Answer answer : answers) {
            if (answer.target().crowd()) {
                continue;
            }
            Window from = answer.frame().source();
            double left = from.x() - moved(answer.sides()[0], from.width());
            double top = from.y() - moved(answer.sides()[1], from.height());
            double right = from.x() + from.width() + moved(answer.sides()[2], from.width());
            double bottom = from.y() + from.height() + moved(answer.sides()[3], from.height());
            Box box = Box.ofCorners(
                    Math.max(0, left), Math.max(0, top), Math.min(imageWidth, right), Math.min(imageHeight, bottom));
            corrected.set(answer.index(), answer.target().withBox(box));
        }
        return corrected;
    }

    /** By how many whole pixels a side moves outwards. */
    private static double moved(float share, int extent) {
        return Math.rint(Math.max(-FARTHEST, Math.min(FARTHEST, share)) * extent);
    }
}
