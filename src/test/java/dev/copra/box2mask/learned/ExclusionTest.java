package dev.copra.box2mask.learned;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.box2mask.Drawings;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.cue.Frame;
import dev.copra.coco.id.Id;
import dev.copra.mask.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusionTest {
    private static Answer answer(Box box, float probability) {
        float[] map = new float[Crop.SIZE * Crop.SIZE];
        Arrays.fill(map, probability);
        Frame frame = Crop.of(box, Drawings.WIDTH, Drawings.HEIGHT, Crop.SIZE);
        return new Answer(0, Drawings.target(1, box), frame, map, new float[4], 0);
    }

    private static Answer random(Random random) {
        double width = 5 + random.nextInt(90);
        double height = 5 + random.nextInt(70);
        Answer answer = answer(
                new Box(
                        random.nextDouble() * (Drawings.WIDTH - width),
                        random.nextDouble() * (Drawings.HEIGHT - height),
                        width,
                        height),
                0);
        for (int i = 0; i < answer.probability().length; i++) {
            answer.probability()[i] = random.nextFloat();
        }
        return answer;
    }

    private static Answer of(Id category, Answer answer) {
        Target target = new Target(Id.of(3), answer.target().box(), "dog", category, null, false);
        return new Answer(0, target, answer.frame(), answer.probability(), answer.sides(), answer.inexact());
    }

    /** Odds of 1 become (1 - .98 q)^w where the other claims q, and stay 1 elsewhere. */
    @ParameterizedTest
    @CsvSource({"53, .5", "18, .15"})
    void aClaimWeighsOnTheOddsWhereTheBoxesOverlap(long category, double weight) {
        Answer left = answer(new Box(20, 20, 96, 96), .5f);
        Answer right = of(Id.of(category), answer(new Box(68, 20, 96, 96), .9f));
        float[] resolved = Exclusion.resolve(List.of(left, right)).get(0);
        double odds = Math.pow(1 - .98 * .9, weight);
        // the crop's pixels are the image's; the other box begins in its column 72
        assertEquals(odds / (1 + odds), resolved[75 * Crop.SIZE + 72], 1e-4);
        assertEquals(odds / (1 + odds), resolved[24 * Crop.SIZE + 143], 1e-4);
        assertEquals(.5f, resolved[75 * Crop.SIZE + 71]);
        assertEquals(.5f, resolved[23 * Crop.SIZE + 90]);
    }

    @Test
    void claimsOfBothKindsAddUp() {
        Answer asked = answer(new Box(20, 20, 64, 64), .5f);
        Answer alike = answer(new Box(20, 20, 64, 64), .9f);
        Answer other = of(Id.of(18), alike);
        double odds = Math.pow(1 - .98 * .9, .65);
        float[] resolved = Exclusion.resolve(List.of(asked, alike, other)).get(0);
        assertEquals(odds / (1 + odds), resolved[72 * Crop.SIZE + 72], 1e-4);
    }

    @Test
    void theLargestClaimCountsAlone() {
        Answer asked = answer(new Box(20, 20, 64, 64), .5f);
        Answer weak = answer(new Box(20, 20, 64, 64), .3f);
        Answer strong = answer(new Box(20, 20, 64, 64), .8f);
        assertArrayEquals(
                Exclusion.resolve(List.of(asked, strong)).get(0),
                Exclusion.resolve(List.of(asked, weak, strong)).get(0));
    }

    @Test
    void crowdsClaimNothing() {
        Answer asked = answer(new Box(20, 20, 64, 64), .5f);
        Answer other = answer(new Box(20, 20, 64, 64), .8f);
        Target crowd = new Target(Id.of(2), new Box(20, 20, 64, 64), "apple", Id.of(53), null, true);
        Answer beside = new Answer(1, crowd, other.frame(), other.probability(), new float[4], 0);
        assertArrayEquals(
                asked.probability(), Exclusion.resolve(List.of(asked, beside)).get(0), 1e-6f);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderIsIndifferentAndNobodyGains(long seed) {
        Random random = new Random(seed);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(random(random));
        }
        List<float[]> resolved = Exclusion.resolve(answers);
        List<Answer> shuffled = new ArrayList<>(answers);
        Collections.shuffle(shuffled, random);
        List<float[]> other = Exclusion.resolve(shuffled);
        for (int i = 0; i < answers.size(); i++) {
            assertArrayEquals(resolved.get(i), other.get(shuffled.indexOf(answers.get(i))), "seed " + seed);
            for (int k = 0; k < resolved.get(i).length; k++) {
                assertTrue(resolved.get(i)[k] <= answers.get(i).probability()[k] + 1e-6f, "seed " + seed);
            }
        }
        assertArrayEquals(
                answers.get(0).probability(),
                Exclusion.resolve(answers.subList(0, 1)).get(0),
                1e-6f);
    }
}
