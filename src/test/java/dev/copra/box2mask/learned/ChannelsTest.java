package dev.copra.box2mask.learned;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Drawings;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.coco.id.Id;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
    private static final int AREA = Crop.MAPS * Crop.MAPS;
    private static final int BOX = 0;
    private static final int SMALLER = 1;
    private static final int ALIKE = 2;
    private static final int OTHERS = 3;
    private static final int BALANCE = 7;
    private static final int INSIDE = 12;
    private static final int SHAPE = 13;
    private static final int KNOWN_ALIKE = 14;
    private static final int KNOWN_OTHERS = 15;

    private static byte[] write(Channels channels, Planar<GrayF32> image, Target target, List<Target> all) {
        Frame frame = Crop.of(target.box(), image.width, image.height, Crop.MAPS);
        ByteBuffer out = ByteBuffer.allocate(Channels.BYTES);
        channels.write(new Pyramid(image), frame, target, all, out);
        assertEquals(0, out.remaining());
        return out.array();
    }

    private static double sum(byte[] maps, int map) {
        double sum = 0;
        for (int i = map * AREA; i < (map + 1) * AREA; i++) {
            sum += (maps[i] & 0xff) / 255.0;
        }
        return sum;
    }

    private static int at(byte[] maps, int map, int x, int y) {
        return maps[map * AREA + y * Crop.MAPS + x] & 0xff;
    }

    private static Planar<GrayF32> drawing(long seed, Box... boxes) {
        Planar<GrayF32> image = Drawings.canvas(seed, 5);
        for (Box box : boxes) {
            Drawings.ellipse(image, box, 70, 20, -10);
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBoxCoversItsArea(long seed) {
        Random random = new Random(seed);
        Box box = new Box(
                20 * random.nextDouble(),
                20 * random.nextDouble(),
                3 + 90 * random.nextDouble(),
                3 + 70 * random.nextDouble());
        byte[] maps = write(new Channels(), drawing(seed, box), Drawings.target(1, box), List.of());
        Frame frame = Crop.of(box, Drawings.WIDTH, Drawings.HEIGHT, Crop.MAPS);
        // a byte is rounded to half of 1/255, and only the box's edge pixels are no whole numbers
        assertEquals(box.area() * frame.scaleX() * frame.scaleY(), sum(maps, BOX), 260 * .5 / 255, "seed " + seed);
    }

    @Test
    void otherBoxesAreWhereTheyAre() {
        Target target = Drawings.target(1, new Box(40, 30, 64, 64));
        Target small = new Target(Id.of(2), new Box(50, 40, 16, 8), "dog", Id.of(18), null, false);
        Target alike = new Target(Id.of(3), new Box(72, 62, 90, 90), "apple", Id.of(53), null, false);
        Target crowd = new Target(Id.of(4), new Box(40, 30, 20, 20), "apple", Id.of(53), null, true);
        byte[] maps = write(new Channels(), drawing(1), target, List.of(target, small, alike, crowd));
        // the crop's pixels are the image's, its origin is at (24, 14)
        assertEquals(16 * 8, sum(maps, SMALLER));
        assertEquals(255, at(maps, SMALLER, 26, 26));
        assertEquals(0, at(maps, SMALLER, 42, 26));
        assertEquals(48 * 48, sum(maps, ALIKE));
        assertEquals(255, at(maps, ALIKE, 48, 48));
        assertTrue(at(maps, OTHERS, 34, 30) > 128, "the middle of the dog's box");
        assertTrue(at(maps, OTHERS, 26, 26) < at(maps, OTHERS, 34, 30), "a corner of the dog's box");
        assertEquals(0, at(maps, OTHERS, 20, 20));
        assertEquals(0, at(maps, SHAPE, 15, 15));
        assertTrue(at(maps, SHAPE, 48, 48) > 200, "the middle of an apple's box");
    }

    @Test
    void knownMasksAreShownByCategory() {
        Target target = Drawings.target(1, new Box(40, 30, 64, 64)).withKnown(rectangle(40, 30, 104, 94));
        Target alike = Drawings.target(2, new Box(60, 40, 20, 30)).withKnown(rectangle(60, 40, 80, 70));
        Target other = new Target(Id.of(3), new Box(30, 30, 30, 10), "dog", Id.of(18), null, false)
                .withKnown(rectangle(30, 30, 60, 40));
        Target unknown = Drawings.target(4, new Box(90, 80, 30, 10));
        byte[] maps = write(new Channels(), drawing(1), target, List.of(target, alike, other, unknown));
        // the crop's pixels are the image's, its origin is at (24, 14)
        assertEquals(20 * 30, sum(maps, KNOWN_ALIKE));
        assertEquals(255, at(maps, KNOWN_ALIKE, 60 - 24, 40 - 14));
        assertEquals(0, at(maps, KNOWN_ALIKE, 59 - 24, 40 - 14));
        assertEquals(30 * 10, sum(maps, KNOWN_OTHERS));
        assertEquals(255, at(maps, KNOWN_OTHERS, 30 - 24, 39 - 14));
        assertEquals(0, at(maps, KNOWN_OTHERS, 30 - 24, 40 - 14));
    }

    private static Rle rectangle(int left, int top, int right, int bottom) {
        return Rle.ofRectangle(Drawings.HEIGHT, Drawings.WIDTH, left, top, right, bottom);
    }

    @Test
    void beyondTheBorderIsOutside() {
        Target target = Drawings.target(1, new Box(0, 30, 64, 64));
        byte[] maps = write(new Channels(), drawing(1, target.box()), target, List.of());
        assertEquals(0, at(maps, INSIDE, 15, 48));
        assertEquals(255, at(maps, INSIDE, 16, 48));
        assertEquals(80 * 96, sum(maps, INSIDE));
    }

    /** The cues tell a clear ellipse from the corners around it. */
    @Test
    void balanceIsHigherInTheObject() {
        Box box = new Box(40.5, 30.25, 70, 55);
        byte[] maps = write(new Channels(), drawing(2, box), Drawings.target(1, box), List.of());
        assertTrue(at(maps, BALANCE, 48, 48) > 200, "centre");
        assertTrue(at(maps, BALANCE, 19, 19) < 60, "corner of the box");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasWrittenBeforeLeavesNoTrace(long seed) {
        Random random = new Random(seed);
        Channels used = new Channels();
        for (int i = 0; i < 4; i++) {
            Box box = new Box(
                    -10 + 100 * random.nextDouble(),
                    -10 + 80 * random.nextDouble(),
                    12 + 100 * random.nextDouble(),
                    12 + 80 * random.nextDouble());
            Target target = Drawings.target(1, box);
            List<Target> all = List.of(target, Drawings.target(2, new Box(30, 30, 40, 20)));
            Planar<GrayF32> image = drawing(seed + i, box);
            assertArrayEquals(write(new Channels(), image, target, all), write(used, image, target, all));
        }
    }
}
