package dev.copra.learn.torch;

import dev.copra.box2mask.learned.TrainingCrops;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which boxes are trained on, and by which the best epoch is chosen. Boxes of one image stay together.
 *
 * @param heldOut the boxes to choose by; those of the training where there are too few to hold any out
 */
record Shares(int[] training, int[] heldOut) {

    static Shares of(TrainingCrops crops, double share, long seed) {
        List<Integer> images = new ArrayList<>(IntStream.range(0, crops.size())
                .map(crops::image)
                .distinct()
                .boxed()
                .toList());
        Collections.shuffle(images, new Random(seed));
        int wanted = (int) Math.round(share * crops.size());
        Set<Integer> outside = new HashSet<>();
        int boxes = 0;
        for (int image : images) {
            int its = (int) IntStream.range(0, crops.size())
                    .filter(row -> crops.image(row) == image)
                    .count();
            if (boxes < wanted && boxes + its <= crops.size() / 2) {
                outside.add(image);
                boxes += its;
            }
        }
        int[] training = IntStream.range(0, crops.size())
                .filter(row -> !outside.contains(crops.image(row)))
                .toArray();
        int[] heldOut = IntStream.range(0, crops.size())
                .filter(row -> outside.contains(crops.image(row)))
                .toArray();
        return new Shares(training, heldOut.length == 0 ? training : heldOut);
    }
}
