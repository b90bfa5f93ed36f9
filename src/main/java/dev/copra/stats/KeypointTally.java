package dev.copra.stats;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How visible the keypoints of the instances of one category are. */
final class KeypointTally {
    // an ArrayList always, because Spark's Kryo, which may carry it to another machine, cannot read the JDK's
    // unchangeable lists
    private List<String> names = new ArrayList<>();
    /** By keypoint: not labelled, occluded, visible. */
    private long[][] visibility = new long[0][];
    /** Instances by their number of labelled keypoints. */
    private long[] labelled = new long[1];

    private long instances;

    /** Takes in the names of a category's record, if it has any and none are known. */
    void name(CocoRecord category) {
        if (names.isEmpty() && category.isList("keypoints")) {
            List<String> read = new ArrayList<>();
            try {
                category.tree("keypoints").forEach(name -> read.add(name.asText()));
                names = read;
            } catch (AnnotationException e) {
                // numbers stand for names that cannot be read
                names = new ArrayList<>();
            }
        }
    }

    /** @param numbers x, y and visibility of each keypoint: 0 not labelled, 1 occluded, 2 visible */
    void add(double[] numbers) {
        int points = numbers.length / 3;
        grow(points);
        int count = 0;
        for (int i = 0; i < points; i++) {
            double v = numbers[3 * i + 2];
            int state = v >= 2 ? 2 : v >= 1 ? 1 : 0;
            visibility[i][state]++;
            count += state > 0 ? 1 : 0;
        }
        labelled[count]++;
        instances++;
    }

    private void grow(int points) {
        int known = visibility.length;
        if (points > known) {
            visibility = Arrays.copyOf(visibility, points);
            for (int i = known; i < points; i++) {
                visibility[i] = new long[3];
            }
            labelled = Arrays.copyOf(labelled, points + 1);
        }
    }

    void addAll(KeypointTally others) {
        if (names.isEmpty()) {
            names = others.names;
        }
        grow(others.visibility.length);
        for (int i = 0; i < others.visibility.length; i++) {
            for (int state = 0; state < 3; state++) {
                visibility[i][state] += others.visibility[i][state];
            }
        }
        for (int i = 0; i < others.labelled.length; i++) {
            labelled[i] += others.labelled[i];
        }
        instances += others.instances;
    }

    /** @return null if no instance has keypoints */
    DatasetStats.Keypoints result(String category) {
        if (instances == 0) {
            return null;
        }
        List<DatasetStats.Keypoint> points = new ArrayList<>();
        for (int i = 0; i < visibility.length; i++) {
            String name = i < names.size() ? names.get(i) : "keypoint " + (i + 1);
            points.add(new DatasetStats.Keypoint(name, visibility[i][0], visibility[i][1], visibility[i][2]));
        }
        return new DatasetStats.Keypoints(category, instances, points, labelled.clone());
    }
}
