package dev.copra.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.mask.Box;
import dev.copra.model.contract.InstanceModel.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DetectionRulesTest {
    private static double iou(Box a, Box b) {
        double w = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
        double h = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
        double common = Math.max(0, w) * Math.max(0, h);
        return common / (a.area() + b.area() - common);
    }

    /** Whoever is better and stays drives out those that it overlaps. */
    private static List<Instance> expected(List<Instance> found, DetectionRules rules) {
        List<Instance> stay = new ArrayList<>();
        List<Instance> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(Instance::score).reversed());
        for (Instance candidate : sorted) {
            boolean driven = stay.stream()
                    .anyMatch(better -> (rules.agnostic() || better.label() == candidate.label())
                            && iou(better.box(), candidate.box()) > rules.mostOverlap());
            if (candidate.score() >= rules.leastScore() && !driven) {
                stay.add(candidate);
            }
        }
        return stay.subList(0, Math.min(stay.size(), rules.mostPerImage()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theBestOfEachClusterStay(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<Instance> found = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                Box box = new Box(
                        random.nextInt(30), random.nextInt(30), 10 + random.nextInt(20), 10 + random.nextInt(20));
                found.add(new Instance(box, random.nextInt(3), random.nextDouble(), null));
            }
            DetectionRules rules = new DetectionRules(
                    random.nextInt(2) * .3,
                    random.nextInt(4) == 0 ? 1 : random.nextDouble(),
                    random.nextBoolean(),
                    1 + random.nextInt(20),
                    true);
            assertEquals(expected(found, rules), rules.chosen(found), "seed " + seed + ", " + rules);
        }
    }
}
