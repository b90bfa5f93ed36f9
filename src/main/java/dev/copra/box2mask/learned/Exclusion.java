package dev.copra.box2mask.learned;

import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * A pixel belongs to one object: what another instance claims is less probable. The odds of each pixel are multiplied by
 * (1 - q)^{@value #WEIGHT}, q being the largest probability of another instance there; with a weight of 1 the claims would be
 * taken as sure and independent, which they are not. All instances of an image answer to the others' first claims; crowds,
 * which are asked about only where they are selected, make none.
 */
final class Exclusion {
    private static final double WEIGHT = .3;
    /** No claim is surer than this. */
    private static final float SUREST = .98f;

    private static final int STEPS = 256;
    private static final float[] FACTOR = new float[STEPS + 2];

    static {
        for (int i = 0; i < FACTOR.length; i++) {
            FACTOR[i] = (float) StrictMath.pow(1 - Math.min(i / (double) STEPS, 1) * SUREST, WEIGHT);
        }
    }

    private Exclusion() {}

    /** The answers' probabilities after all have heard the others', in their order. */
    static List<float[]> resolve(List<Answer> answers) {
        List<float[]> resolved = new ArrayList<>(answers.size());
        for (Answer answer : answers) {
            float[] claims = new float[answer.frame().size()];
            for (Answer other : answers) {
                if (other != answer && !other.target().crowd()) {
                    overlay(answer.frame(), other, claims);
                }
            }
            resolved.add(weigh(answer.probability(), claims));
        }
        return resolved;
    }

    private static float[] weigh(float[] probability, float[] claims) {
        float[] weighed = new float[probability.length];
        for (int i = 0; i < weighed.length; i++) {
            float p = probability[i];
            float at = claims[i] * STEPS;
            int step = (int) at;
            float factor = FACTOR[step] + (at - step) * (FACTOR[step + 1] - FACTOR[step]);
            weighed[i] = p * factor / (p * factor + 1 - p);
        }
        return weighed;
    }

    /** Takes the larger of the claims on a crop and another instance's, which reach as far as its box. */
    private static void overlay(Frame frame, Answer other, float[] claims) {
        Frame theirs = other.frame();
        Window box = theirs.source();
        int left = column(frame, box.x());
        int right = column(frame, box.x() + box.width());
        int top = row(frame, box.y());
        int bottom = row(frame, box.y() + box.height());
        for (int y = top; y < bottom; y++) {
            double imageY = frame.source().y() + (y + .5 - frame.box().y()) / frame.scaleY();
            float theirY =
                    (float) ((imageY - box.y()) * theirs.scaleY() + theirs.box().y() - .5);
            for (int x = left; x < right; x++) {
                double imageX = frame.source().x() + (x + .5 - frame.box().x()) / frame.scaleX();
                float theirX = (float)
                        ((imageX - box.x()) * theirs.scaleX() + theirs.box().x() - .5);
                float claim =
                        Bilinear.interpolate(other.probability(), theirs.width(), theirs.height(), theirX, theirY);
                int i = y * frame.width() + x;
                claims[i] = Math.max(claims[i], claim);
            }
        }
    }

    /** The first column of a crop whose pixel centre is not before a coordinate of the image. */
    private static int column(Frame frame, int x) {
        return clamp((x - frame.source().x()) * frame.scaleX() + frame.box().x(), frame.width());
    }

    private static int row(Frame frame, int y) {
        return clamp((y - frame.source().y()) * frame.scaleY() + frame.box().y(), frame.height());
    }

    private static int clamp(double edge, int length) {
        return (int) Math.min(Math.max(Math.ceil(edge - .5), 0), length);
    }
}
