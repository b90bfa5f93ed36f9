package dev.copra.box2mask.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.box2mask.Drawings;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.cue.Frame;
import dev.copra.coco.id.Id;
import dev.copra.mask.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxRegressionTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 140;

    private static Answer answer(int index, Box box, float inexact, float... sides) {
        return answer(index, Drawings.target(7, box), inexact, sides);
    }

    private static Answer answer(int index, Target target, float inexact, float... sides) {
        Frame frame = Crop.of(target.box(), WIDTH, HEIGHT, Crop.SIZE);
        return new Answer(index, target, frame, new float[Crop.SIZE * Crop.SIZE], sides, inexact);
    }

    private static Box corrected(Box box, float... sides) {
        List<Target> targets = List.of(Drawings.target(7, box));
        Target target = BoxRegression.correct(targets, List.of(answer(0, box, 9, sides)), WIDTH, HEIGHT)
                .get(0);
        assertEquals(Id.of(7), target.id());
        return target.box();
    }

    /** Left, upper, right and lower side go outwards by shares of the width and the height. */
    @ParameterizedTest
    @CsvSource({
        "  0,   0,   0,   0, 60, 50, 40, 20",
        " .1,   0,   0,   0, 56, 50, 44, 20",
        "  0,  .1,   0,   0, 60, 48, 40, 22",
        "  0,   0,  .1,   0, 60, 50, 44, 20",
        "  0,   0,   0, -.1, 60, 50, 40, 18",
        "-.2, .05, .02, .07, 68, 49, 33, 22",
    })
    void sidesMoveOutwards(
            float left, float top, float right, float bottom, double x, double y, double width, double height) {
        assertEquals(new Box(x, y, width, height), corrected(new Box(60, 50, 40, 20), left, top, right, bottom));
    }

    @Test
    void theWholePixelsThatTheBoxTouchesAreWhatIsCorrected() {
        assertEquals(new Box(60, 50, 44, 20), corrected(new Box(60.3, 50.9, 39.4, 18.2), 0, 0, .1f, 0));
    }

    @Test
    void noSideMovesFartherThanAQuarter() {
        assertEquals(new Box(50, 45, 60, 30), corrected(new Box(60, 50, 40, 20), 3, .9f, .26f, 8));
        assertEquals(new Box(70, 55, 20, 10), corrected(new Box(60, 50, 40, 20), -3, -.9f, -.26f, -8));
    }

    @Test
    void noSideLeavesTheImage() {
        assertEquals(new Box(0, 0, 200, 140), corrected(new Box(-5, 2, 300, 137), .2f, .2f, .2f, .2f));
    }

    @Test
    void aBoxOfOnePixelStays() {
        assertEquals(new Box(60, 50, 1, 1), corrected(new Box(60, 50, 1, 1), -.25f, -.25f, -.25f, -.25f));
    }

    @Test
    void aBoxWithoutAnAnswerKeepsItsSides() {
        Box outside = new Box(500, 500, 10, 10);
        Box box = new Box(60, 50, 40, 20);
        List<Target> targets = List.of(Drawings.target(1, outside), Drawings.target(2, box));
        List<Target> corrected =
                BoxRegression.correct(targets, List.of(answer(1, box, 9, .1f, 0, 0, 0)), WIDTH, HEIGHT);
        assertSame(targets.get(0), corrected.get(0));
        assertEquals(new Box(56, 50, 44, 20), corrected.get(1).box());
    }

    /** What one box suggests, the others of the image confirm or not. */
    @Test
    void theBoxesOfAnImageTellTogether() {
        Box box = new Box(60, 50, 40, 40);
        Answer doubtful = answer(0, box, 1.2f);
        Answer exact = answer(0, box, -1.2f);
        assertFalse(BoxRegression.isDue(List.of(doubtful)));
        assertTrue(BoxRegression.isDue(List.of(doubtful, doubtful, doubtful)));
        assertFalse(BoxRegression.isDue(List.of(doubtful, exact, doubtful, exact, doubtful)));
        assertFalse(BoxRegression.isDue(List.of()));
    }

    /** Only exact boxes end the questions: all inexact ones have to be corrected. */
    @Test
    void someClearAnswersAreEnoughForExactBoxes() {
        Box box = new Box(60, 50, 40, 40);
        Answer exact = answer(0, box, -1.5f);
        assertFalse(BoxRegression.isClearlyExact(List.of()));
        assertFalse(BoxRegression.isClearlyExact(List.of(exact, exact)));
        assertTrue(BoxRegression.isClearlyExact(List.of(exact, exact, exact)));
        assertFalse(BoxRegression.isClearlyExact(List.of(exact, exact, exact, answer(0, box, 2f))));
        assertFalse(BoxRegression.isClearlyExact(List.of(answer(0, box, 20f))));
    }

    @Test
    void crowdsSayNothingAndKeepTheirBoxes() {
        Target crowd = new Target(Id.of(3), new Box(60, 50, 40, 40), "apple", Id.of(53), null, true);
        Answer answer = answer(0, crowd, 9, .1f, .1f, .1f, .1f);
        assertFalse(BoxRegression.isDue(List.of(answer)));
        assertSame(
                crowd,
                BoxRegression.correct(List.of(crowd), List.of(answer), WIDTH, HEIGHT)
                        .get(0));
    }

    @Test
    void smallBoxesSayNothing() {
        assertFalse(BoxRegression.isDue(List.of(answer(0, new Box(60, 50, 23, 25), 9))));
        assertTrue(BoxRegression.isDue(List.of(answer(0, new Box(60, 50, 24, 24), 9))));
    }
}
