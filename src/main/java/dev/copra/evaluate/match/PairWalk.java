package dev.copra.evaluate.match;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.read.Grouping;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.read.Ranks;
import dev.copra.evaluate.rules.Rules;
import dev.copra.evaluate.similarity.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares all objects of an image with each other. Threads may share it. */
final class PairWalk {
    private final Rules rules;
    private final int most;
    private final Grouping truths;
    private final Grouping detections;
    private final Grouping.Place knownPlace;
    private final Grouping.Place foundPlace;
    private final Ranks images;
    private final int[] firstTruth;
    private final int[] firstDetection;

    /** @param most how many detections of an image are compared @param truths image by image @param detections image by image */
    PairWalk(
            Rules rules,
            int most,
            Grouping truths,
            Grouping detections,
            Grouping.Place knownPlace,
            Grouping.Place foundPlace,
            Ranks images) {
        this.rules = rules;
        this.most = most;
        this.truths = truths;
        this.detections = detections;
        this.knownPlace = knownPlace;
        this.foundPlace = foundPlace;
        this.images = images;
        firstTruth = starts(truths, images.size());
        firstDetection = starts(detections, images.size());
    }

    private static int[] starts(Grouping grouping, int images) {
        int[] starts = new int[images + 1];
        for (int image = 0; image < images; image++) {
            starts[image + 1] = grouping.endOfImage(starts[image], image);
        }
        return starts;
    }

    ImagePairs pairs(int image, Instances known, Instances found, Similarity similarity) {
        int[] g = Arrays.copyOfRange(truths.order(), firstTruth[image], firstTruth[image + 1]);
        int[] all = Arrays.copyOfRange(detections.order(), firstDetection[image], firstDetection[image + 1]);
        StableOrder.byScore(found.score, all, 0, all.length);
        int[] d = Arrays.copyOf(all, Math.min(all.length, most));
        double[] overlap = new double[Matching.pairs(d.length, g.length, 1)];
        for (int j = 0; j < g.length; j++) {
            for (int i = 0; i < d.length; i++) {
                overlap[i * g.length + j] = similarity.of(d[i], g[j]);
            }
        }
        return new ImagePairs(images.id(image), detections(d, found), truths(g, known), overlap);
    }

    private int category(Grouping.Place place, int object) {
        return rules.useCategories() ? place.category(object) : 0;
    }

    private ImagePairs.Detections detections(int[] d, Instances found) {
        int[] category = new int[d.length];
        double[] score = new double[d.length];
        boolean[] excused = new boolean[d.length];
        int[] result = new int[d.length];
        double[] box = new double[4 * d.length];
        double[] area = new double[d.length];
        for (int i = 0; i < d.length; i++) {
            category[i] = category(foundPlace, d[i]);
            score[i] = found.score[d[i]];
            excused[i] = found.ignore[d[i]];
            result[i] = found.index[d[i]];
            System.arraycopy(found.box, 4 * d[i], box, 4 * i, 4);
            area[i] = found.area[d[i]];
        }
        return new ImagePairs.Detections(category, score, excused, result, box, area);
    }

    private ImagePairs.Truths truths(int[] g, Instances known) {
        int[] category = new int[g.length];
        boolean[] ignored = new boolean[g.length];
        boolean[] crowd = new boolean[g.length];
        double[] area = new double[g.length];
        List<Id> id = new ArrayList<>(g.length);
        for (int j = 0; j < g.length; j++) {
            category[j] = category(knownPlace, g[j]);
            ignored[j] = known.ignore[g[j]] || rules.areas().get(0).excludes(known.area[g[j]]);
            crowd[j] = known.crowd[g[j]];
            area[j] = known.area[g[j]];
            id.add(known.ids.id(known.id[g[j]]));
        }
        return new ImagePairs.Truths(category, ignored, crowd, area, id);
    }
}
