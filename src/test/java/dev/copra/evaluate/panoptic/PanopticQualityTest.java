package dev.copra.evaluate.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.panoptic.PanopticQuality.Segment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked out by hand from the rules of panopticapi. */
class PanopticQualityTest {

    private static PanopticPicture picture(int... lengthsAndIds) {
        int[] pixels = new int[100];
        int at = 0;
        for (int i = 0; i < lengthsAndIds.length; i += 2) {
            Arrays.fill(pixels, at, at + lengthsAndIds[i], lengthsAndIds[i + 1]);
            at += lengthsAndIds[i];
        }
        return new PanopticPicture(pixels, 10);
    }

    /** Found: 30 of 40 and 35, IoU 30 / 45. Missed: one of 20. Wrong: one of 25 on nothing. */
    @Test
    void foundMissedAndWrong() {
        PanopticQuality quality = new PanopticQuality();
        quality.add(
                picture(40, 7, 20, 70000, 40, 9),
                List.of(
                        new Segment(7, Id.of(1), 40, false),
                        new Segment(70000, Id.of(1), 20, false),
                        new Segment(9, Id.of(2), 40, false)),
                picture(10, 0, 30, 3, 5, 3, 30, 0, 25, 4),
                List.of(new Segment(3, Id.of(1), 0, false), new Segment(4, Id.of(1), 0, false)));
        PanopticQuality.Figures one = quality.figures(List.of(Id.of(1)));
        double iou = 30. / 45;
        assertEquals(iou / 2, one.pq());
        assertEquals(iou, one.sq());
        assertEquals(1 / 2., one.rq());
        PanopticQuality.Figures all = quality.figures(List.of(Id.of(1), Id.of(2), Id.of(3)));
        assertEquals(2, all.categories());
        assertEquals(iou / 4, all.pq());
        assertEquals(0, quality.figures(List.of(Id.of(3))).categories());
    }

    /** An IoU of exactly a half is none: 20 of 30 and 30, in common with void taken off the result. */
    @Test
    void halfIsNotEnough() {
        for (int more : new int[] {0, 1}) {
            PanopticQuality quality = new PanopticQuality();
            quality.add(
                    picture(10, 5, 20, 5, 10, 6, 60, 6),
                    List.of(new Segment(5, Id.of(1), 30, false), new Segment(6, Id.of(2), 70, false)),
                    picture(10, 8, 20 + more, 9, 10 - more, 9, 60, 8),
                    List.of(new Segment(9, Id.of(1), 0, false), new Segment(8, Id.of(2), 0, false)));
            assertEquals(0, quality.figures(List.of(Id.of(1))).sq(), "IoU is 20 / 40");
        }
        PanopticQuality quality = new PanopticQuality();
        quality.add(
                picture(10, 5, 20, 5, 10, 0, 60, 6),
                List.of(new Segment(5, Id.of(1), 30, false), new Segment(6, Id.of(2), 60, false)),
                picture(10, 8, 30, 9, 60, 8),
                List.of(new Segment(9, Id.of(1), 0, false), new Segment(8, Id.of(2), 0, false)));
        assertEquals(20 / 30., quality.figures(List.of(Id.of(1))).sq(), "void does not count against a result");
    }

    /** What lies mostly on void, or on a crowd region of its category, is not wrong. */
    @Test
    void crowdsAndVoidExcuse() {
        List<Segment> crowd = List.of(new Segment(5, Id.of(1), 50, true));
        PanopticPicture truth = picture(50, 5, 20, 0, 30, 0);
        PanopticPicture result = picture(20, 1, 10, 2, 20, 3, 50, 3);
        PanopticQuality quality = new PanopticQuality();
        quality.add(
                truth,
                crowd,
                result,
                List.of(
                        new Segment(1, Id.of(1), 0, false),
                        new Segment(2, Id.of(2), 0, false),
                        new Segment(3, Id.of(2), 0, false)));
        assertEquals(0, quality.figures(List.of(Id.of(1))).categories(), "on the crowd; and the crowd is not missed");
        assertEquals(1, quality.figures(List.of(Id.of(2))).categories(), "a crowd of another category does not excuse");
        assertEquals(0, quality.figures(List.of(Id.of(2))).rq());
    }

    @Test
    void pictureAndJsonMustAgree() {
        List<Segment> none = List.of();
        PanopticPicture nothing = picture();
        PanopticPicture something = picture(3, 8);
        assertThrows(IllegalArgumentException.class, () -> new PanopticQuality().add(nothing, none, something, none));
        List<Segment> listed = List.of(new Segment(8, Id.of(1), 3, false));
        assertThrows(IllegalArgumentException.class, () -> new PanopticQuality().add(nothing, none, nothing, listed));
        PanopticPicture wider = new PanopticPicture(nothing.ids(), 20);
        assertThrows(IllegalArgumentException.class, () -> new PanopticQuality().add(nothing, none, wider, none));
    }
}
