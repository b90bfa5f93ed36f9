package dev.copra.box2mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.id.Id;
import dev.copra.image.PicturePart;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.BoxRasterizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private static Target target(double x, double y, double width, double height) {
        return new Target(Id.of(1), new Box(x, y, width, height), null, Id.of(1), null, false);
    }

    @Test
    void aBoxInThePartIsTheSameBoxInThePicture() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            List<Target> targets = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                targets.add(target(
                        random.nextDouble() * 900 - 20,
                        random.nextDouble() * 700 - 20,
                        random.nextDouble() * 90,
                        random.nextDouble() * 90));
            }
            PicturePart part = Surroundings.of(targets, 700, 900);
            if (part == null) {
                continue;
            }
            assertTrue(part.left() + part.width() <= 900 && part.top() + part.height() <= 700, part.toString());
            for (Target target : targets) {
                Rle whole = BoxRasterizer.rasterize(target.box(), 700, 900);
                Rle within =
                        BoxRasterizer.rasterize(Surroundings.from(part, target.box()), part.height(), part.width());
                assertEquals(whole, within.place(part.left(), part.top(), 700, 900));
            }
        }
    }

    @Test
    void boxesOutsideNeedNothing() {
        assertNull(Surroundings.of(List.of(target(-50, 0, 20, 20), target(10, 300, 5, 5)), 200, 200));
        assertEquals(new PicturePart(0, 0, 200, 200), Surroundings.of(List.of(target(90, 90, 100, 100)), 200, 200));
    }
}
