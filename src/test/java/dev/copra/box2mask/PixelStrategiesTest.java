package dev.copra.box2mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every strategy that infers masks from pixels. */
@Tag("slow")
class PixelStrategiesTest {
    private static final Decision DECISION = new Decision(false, false);

    private static MaskStrategy open(String name) {
        return MaskStrategyProvider.openByName(new StrategySpec(name, Map.of()));
    }

    private static Estimate.Soft soft(Estimate estimate) {
        Estimate.Soft soft = assertInstanceOf(Estimate.Soft.class, estimate);
        assertEquals(soft.window().width() * soft.window().height(), soft.probability().length);
        for (float p : soft.probability()) {
            assertTrue(p >= 0 && p <= 1, "probability " + p);
        }
        return soft;
    }

    @ParameterizedTest
    @ValueSource(strings = {"learned", "learned-open", "level-set", "chan-vese"})
    void aClearEllipseIsFound(String name) throws StrategyException {
        Planar<GrayF32> image = Drawings.canvas(1, 2);
        Box box = new Box(40.5, 30.25, 70, 55);
        Rle truth = Drawings.ellipse(image, box, 75, -20, 60);
        Scene scene = Drawings.scene(image, List.of(Drawings.target(1, box)), List.of());
        try (MaskStrategy strategy = open(name)) {
            Estimate.Soft soft = soft(strategy.estimate(scene).get(0));
            Decision.Decided decided = DECISION.decide(soft, Drawings.HEIGHT, Drawings.WIDTH);
            assertTrue(decided.mask().iou(truth) > .95, "IoU " + decided.mask().iou(truth));
            assertTrue(decided.confidence() > .8, "confidence " + decided.confidence());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "learned, 20, 30, 1, 1",
        "learned, 159, 119, 1, 1",
        "learned, 0, 0, 160, 120",
        "learned, -50, -50, 300, 300",
        "learned, 0, 50, 160, 1",
        "learned, 80.2, 0, .5, 120",
        "learned, 150.5, 110.5, 30, 30",
        "level-set, 20, 30, 1, 1",
        "level-set, 159, 119, 1, 1",
        "level-set, 0, 0, 160, 120",
        "level-set, -50, -50, 300, 300",
        "level-set, 0, 50, 160, 1",
        "level-set, 80.2, 0, .5, 120",
        "level-set, 150.5, 110.5, 30, 30",
        "chan-vese, 20, 30, 1, 1",
        "chan-vese, 0, 0, 160, 120",
        "chan-vese, 0, 50, 160, 1"
    })
    void degenerateBoxesHaveFiniteProbabilities(String name, double x, double y, double width, double height)
            throws StrategyException {
        Box box = new Box(x, y, width, height);
        for (float noise : new float[] {0, 10}) {
            Scene scene = Drawings.scene(Drawings.canvas(2, noise), List.of(Drawings.target(1, box)), List.of());
            try (MaskStrategy strategy = open(name)) {
                Estimate.Soft soft = soft(strategy.estimate(scene).get(0));
                Decision.Decided decided = DECISION.decide(soft, Drawings.HEIGHT, Drawings.WIDTH);
                assertTrue(decided.confidence() >= 0 && decided.confidence() <= 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"learned", "learned-open", "level-set", "chan-vese"})
    void aBoxOutsideTheImageHasNoMaskAndCostsItsNeighboursNothing(String name) throws StrategyException {
        Target inside = Drawings.target(1, new Box(20, 20, 40, 40));
        List<Target> targets = List.of(
                Drawings.target(2, new Box(200, 10, 20, 20)), inside, Drawings.target(3, new Box(10, 10, 0, 20)));
        try (MaskStrategy strategy = open(name)) {
            List<Estimate> estimates = strategy.estimate(Drawings.scene(Drawings.canvas(3, 10), targets, List.of()));
            assertInstanceOf(Estimate.None.class, estimates.get(0));
            soft(estimates.get(1));
            assertInstanceOf(Estimate.None.class, estimates.get(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"learned", "learned-open", "level-set", "chan-vese"})
    void aSelectionChangesNoOtherMask(String name) throws StrategyException {
        List<Target> all = randomTargets(4);
        Planar<GrayF32> image = Drawings.canvas(4, 15);
        for (Target target : all) {
            Drawings.ellipse(image, target.box(), 20 * target.id().number() % 100, 0, 30);
        }
        try (MaskStrategy strategy = open(name)) {
            List<Estimate> together = strategy.estimate(Drawings.scene(image, all, List.of()));
            for (int i = 0; i < all.size(); i++) {
                List<Target> context = new ArrayList<>(all);
                Target selected = context.remove(i);
                Estimate alone = strategy.estimate(Drawings.scene(image, List.of(selected), context))
                        .get(0);
                assertArrayEquals(
                        soft(together.get(i)).probability(), soft(alone).probability());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"learned", "learned-open", "level-set", "chan-vese"})
    void threadsShareAStrategyWithoutATrace(String name) throws Exception {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Planar<GrayF32> image = Drawings.canvas(i, 10);
            List<Target> targets = randomTargets(i);
            Drawings.ellipse(image, targets.get(0).box(), 60, 30, -30);
            scenes.add(Drawings.scene(image, targets, List.of()));
        }
        try (MaskStrategy strategy = open(name)) {
            List<List<Estimate>> expected = new ArrayList<>();
            for (Scene scene : scenes) {
                expected.add(strategy.estimate(scene));
            }
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<List<Estimate>>> actual = new ArrayList<>();
            for (Scene scene : scenes) {
                actual.add(threads.submit(() -> strategy.estimate(scene)));
            }
            for (int i = 0; i < scenes.size(); i++) {
                for (int k = 0; k < expected.get(i).size(); k++) {
                    assertArrayEquals(
                            soft(expected.get(i).get(k)).probability(),
                            soft(actual.get(i).get().get(k)).probability());
                }
            }
            threads.shutdown();
        }
    }

    private static List<Target> randomTargets(long seed) {
        Random random = new Random(seed);
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double width = 10 + random.nextInt(70);
            double height = 10 + random.nextInt(60);
            targets.add(Drawings.target(
                    i + 1,
                    new Box(
                            random.nextDouble() * (Drawings.WIDTH - width),
                            random.nextDouble() * (Drawings.HEIGHT - height),
                            width,
                            height)));
        }
        return targets;
    }
}
