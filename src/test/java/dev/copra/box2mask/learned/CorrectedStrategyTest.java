package dev.copra.box2mask.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Drawings;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.Target;
import dev.copra.coco.id.Id;
import dev.copra.mask.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectedStrategyTest {
    private static final Box ELLIPSE = new Box(40, 30, 70, 60);

    /** Remembers what it was asked, and says nothing. */
    private record Listening(List<Scene> heard) implements MaskStrategy {
        @Override
        public boolean needsPixels() {
            return true;
        }

        @Override
        public String identity() {
            return "listening";
        }

        @Override
        public List<Estimate> estimate(Scene scene) {
            heard.add(scene);
            return Collections.nCopies(scene.targets().size(), new Estimate.None("nothing said"));
        }
    }

    private static Scene heard(Box box) throws Exception {
        Planar<GrayF32> image = Drawings.canvas(3, 2);
        Drawings.ellipse(image, ELLIPSE, 75, -20, 60);
        Target crowd = new Target(Id.of(9), new Box(0, 0, 160, 120), "apple", Id.of(53), null, true);
        Listening inner = new Listening(new ArrayList<>());
        try (MaskStrategy strategy = CorrectedStrategy.before(inner)) {
            strategy.estimate(Drawings.scene(image, List.of(Drawings.target(1, box)), List.of(crowd)));
        }
        Scene scene = inner.heard().get(0);
        assertEquals(List.of(crowd), scene.context());
        assertEquals(Id.of(1), scene.targets().get(0).id());
        return scene;
    }

    @Test
    void anExactBoxStays() throws Exception {
        assertEquals(ELLIPSE, heard(ELLIPSE).targets().get(0).box());
    }

    @Test
    void aBoxThatCutsTheObjectIsCorrected() throws Exception {
        Box given = new Box(50, 36, 66, 60);
        Box corrected = heard(given).targets().get(0).box();
        assertNotEquals(given, corrected);
        assertTrue(
                Math.abs(corrected.x() - ELLIPSE.x()) < Math.abs(given.x() - ELLIPSE.x())
                        && Math.abs(corrected.y() - ELLIPSE.y()) < Math.abs(given.y() - ELLIPSE.y()),
                corrected.toString());
    }

    /** Or a run would be resumed that did not correct. */
    @Test
    void theCorrectionIsPartOfTheIdentity() {
        try (MaskStrategy strategy = CorrectedStrategy.before(new Listening(new ArrayList<>()))) {
            assertTrue(
                    strategy.identity().matches("boxes corrected by model [0-9a-f]+; listening"), strategy.identity());
        }
    }
}
