package dev.copra.box2mask.learned;

import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * A pixel seldom belongs to two objects: what another instance claims is less probable. The odds of each pixel are multiplied
 * by (1 - q)^w, q being the largest probability of another instance there, and w {@value #ALIKE} for one of the same category
 * and {@value #UNLIKE} for one of another: a person's and a tie's masks often share their pixels. With a weight of 1 the claims
 * would be taken as sure and independent, which they are not. All instances of an image answer to the others' first claims;
 * crowds, which are asked about only where they are selected, make none, and known masks, which the network sees, neither.
 */
final class Exclusion {
    private static final double ALIKE = .5;
    private static final double UNLIKE = .15;
    /** No claim is surer than this. */
    private static final float SUREST = .98f;

    private static final int STEPS = 256;
    private static final float[] FACTOR_ALIKE = factors(ALIKE);
    private static final float[] FACTOR_UNLIKE = factors(UNLIKE);

    private Exclusion() {}

    private static float[] factors(double weight) {
        float[] factors = new float[STEPS + 2];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) StrictMath.pow(1 - Math.min(i / (double) STEPS, 1) * SUREST, weight);
        }
        return factors;
    }

    /** The answers' probabilities after all have heard the others', in their order. */
    static List<float[]> resolve(List<Answer> answers) {
        List<float[]> resolved = new ArrayList<>(answers.size());
        for (Answer answer : answers) {
            float[] probability = weigh(answer.probability(), claims(answer, answers, true), FACTOR_ALIKE);
            resolved.add(weigh(probability, claims(answer, answers, false), FACTOR_UNLIKE));
        }
        return resolved;
    }

    /** The largest claim of the other instances that have the category, or that have not, on each pixel; null if there is none. */
    private static float[] claims(Answer answer, List<Answer> answers, boolean alike) {
        float[] claims = null;
        for (Answer other : answers) {
            if (other != answer
                    && !other.target().crowd()
                    && other.target().categoryId().equals(answer.target().categoryId()) == alike) {
                claims = claims == null ? new float[answer.frame().size()] : claims;
                overlay(answer.frame(), other, claims);
            }
        }
        return claims;
    }

    private static float[] weigh(float[] probability, float[] claims, float[] factors) {
        if (claims == null) {
            return probability;
        }
        float[] weighed = new float[probability.length];
        for (int i = 0; i < weighed.length; i++) {
            float p = probability[i];
            float at = claims[i] * STEPS;
            int step = (int) at;
            float factor = factors[step] + (at - step) * (factors[step + 1] - factors[step]);
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
