package dev.copra.box2mask.levelset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Decision;
import dev.copra.box2mask.Drawings;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefinedStrategyTest {
    private static final Box BOX = new Box(40, 30, 70, 60);
    private static final Window WINDOW = new Window(40, 30, 70, 60);

    /** A strategy that has said something already. */
    private record Said(List<Estimate> estimates) implements MaskStrategy {
        @Override
        public boolean needsPixels() {
            return true;
        }

        @Override
        public List<Estimate> estimate(Scene scene) {
            return estimates;
        }
    }

    private static Estimate refined(Planar<GrayF32> image, Estimate said) throws Exception {
        try (MaskStrategy strategy = new RefinedStrategy(new Said(List.of(said)))) {
            return strategy.estimate(Drawings.scene(image, List.of(Drawings.target(1, BOX)), List.of()))
                    .get(0);
        }
    }

    private static double iou(Estimate estimate, Rle truth) {
        Estimate.Soft soft = assertInstanceOf(Estimate.Soft.class, estimate);
        Rle mask = new Decision(false, false)
                .decide(soft, Drawings.HEIGHT, Drawings.WIDTH)
                .mask();
        return mask.intersection(truth).area() / (double) mask.union(truth).area();
    }

    /** Says of each pixel by and large what is true. */
    private static Estimate.Soft doubtful(Rle truth, double wrong, long seed) {
        Random random = new Random(seed);
        byte[] dense = truth.toDense();
        float[] probability = new float[WINDOW.width() * WINDOW.height()];
        for (int y = 0, i = 0; y < WINDOW.height(); y++) {
            for (int x = 0; x < WINDOW.width(); x++, i++) {
                boolean inside = dense[(WINDOW.x() + x) * Drawings.HEIGHT + WINDOW.y() + y] != 0;
                probability[i] = inside == random.nextDouble() > wrong ? .8f : .2f;
            }
        }
        return new Estimate.Soft(WINDOW, probability, BOX);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theImageCorrectsDoubts(long seed) throws Exception {
        Planar<GrayF32> image = Drawings.canvas(seed, 5);
        Rle truth = Drawings.ellipse(image, BOX, 75, -20, 60);
        Estimate said = doubtful(truth, .15, seed);
        double before = iou(said, truth);
        double after = iou(refined(image, said), truth);
        assertTrue(after > before + .05, "seed " + seed + ": from " + before + " to " + after);
    }

    /** The target's box misses the ellipse; the first strategy knows a better one, and is not sure of that, either. */
    @Test
    void aCorrectedBoxIsRefinedAndWhatLiesAroundItStays() throws Exception {
        Planar<GrayF32> image = Drawings.canvas(6, 5);
        Rle truth = Drawings.ellipse(image, BOX, 75, -20, 60);
        Window around = new Window(WINDOW.x() - 6, WINDOW.y() - 6, WINDOW.width() + 12, WINDOW.height() + 12);
        Estimate.Soft inner = doubtful(truth, .15, 6);
        float[] probability = new float[around.width() * around.height()];
        Arrays.fill(probability, .3f);
        for (int y = 0; y < WINDOW.height(); y++) {
            System.arraycopy(
                    inner.probability(), y * WINDOW.width(), probability, (y + 6) * around.width() + 6, WINDOW.width());
        }
        Box within = new Box(around.x(), around.y(), around.width(), around.height());
        Estimate said = new Estimate.Soft(around, probability, BOX, within);
        Target target = Drawings.target(1, new Box(BOX.x() + 15, BOX.y() + 12, BOX.width(), BOX.height()));
        try (MaskStrategy strategy = new RefinedStrategy(new Said(List.of(said)))) {
            Estimate refined = strategy.estimate(Drawings.scene(image, List.of(target), List.of()))
                    .get(0);
            assertTrue(iou(refined, truth) > iou(said, truth) + .05);
            Estimate.Soft soft = assertInstanceOf(Estimate.Soft.class, refined);
            assertEquals(around, soft.window());
            assertEquals(within, soft.within());
            assertEquals(.3f, soft.probability()[0]);
            assertEquals(.3f, soft.probability()[soft.probability().length - 1]);
        }
    }

    @Test
    void whatIsCertainStays() throws Exception {
        Planar<GrayF32> image = Drawings.canvas(4, 5);
        Rle truth = Drawings.ellipse(image, BOX, 75, -20, 60);
        // the image shows an ellipse, the model says the left half of the box
        Rle half = Rle.ofRectangle(Drawings.HEIGHT, Drawings.WIDTH, 40, 30, 75, 90);
        Estimate.Soft said = doubtful(half, 0, 4);
        for (int i = 0; i < said.probability().length; i++) {
            said.probability()[i] = said.probability()[i] > .5 ? .999f : .001f;
        }
        assertTrue(iou(refined(image, said), half) > .9);
        assertTrue(iou(refined(image, said), truth) < .8);
    }

    @Test
    void whereNothingIsSaidNothingIsRefined() throws Exception {
        Planar<GrayF32> image = Drawings.canvas(5, 5);
        assertEquals(new Estimate.None("NaN"), refined(image, new Estimate.None("NaN")));
        Estimate.Exact exact = new Estimate.Exact(Rle.full(Drawings.HEIGHT, Drawings.WIDTH), .5, BOX);
        assertEquals(exact, refined(image, exact));
    }
}
