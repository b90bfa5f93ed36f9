package dev.copra.draw.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.draw.item.Item;
import dev.copra.draw.item.Pose;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
    private static final Layers MASKS = new Layers(Layers.Boxes.NONE, true, false, false);
    private static final Layers BOXES = new Layers(Layers.Boxes.ALL, false, false, false);
    private static final int GREY = 100;

    /** 60 x 40 pixels, all of one grey. */
    private final BufferedImage image = grey(BufferedImage.TYPE_3BYTE_BGR);

    private final Rle ring = Rle.ofRectangle(40, 60, 10, 5, 40, 35).difference(Rle.ofRectangle(40, 60, 20, 15, 30, 25));
    private final Item item = new Item(ring, new Box(10, 5, 30, 30), "ring", Color.RED);

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.7, 4})
    void tintsTheMaskAndNothingElse(double scale) {
        BufferedImage picture = render(List.of(item), MASKS, scale);
        assertNear(mixed(Color.RED, 0.45), at(picture, 15, 20, scale), 2);
        assertNear(mixed(Color.RED, 0.45), at(picture, 35, 30, scale), 2);
        if (scale >= 1) {
            // below that the hole is all line
            assertEquals(new Color(GREY, GREY, GREY), at(picture, 25, 20, scale));
        }
        assertEquals(new Color(GREY, GREY, GREY), at(picture, 55, 20, scale));
        assertEquals(new Color(GREY, GREY, GREY), at(picture, 4, 38, scale));
    }

    @Test
    void aLineRunsAlongTheEdges() {
        BufferedImage picture = render(List.of(item), MASKS, 8);
        for (int[] edge : new int[][] {{10, 20}, {40, 20}, {25, 5}, {25, 35}, {20, 20}, {25, 25}}) {
            Color color = new Color(picture.getRGB(8 * edge[0], 8 * edge[1]));
            assertTrue(color.getRed() > 220 && color.getGreen() < 40, edge[0] + ", " + edge[1] + ": " + color);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 16})
    void anEnlargedMaskHasSquarePixels(int factor) {
        Random random = new Random(factor);
        byte[] dense = new byte[60 * 40];
        for (int i = 0; i < dense.length; i++) {
            dense[i] = (byte) (random.nextInt(12) == 0 ? 1 : 0);
        }
        Rle mask = Rle.ofDense(dense, 40, 60);
        BufferedImage picture = render(List.of(new Item(mask, null, null, Color.RED)), MASKS, factor);
        int ground = new Color(GREY, GREY, GREY).getRGB();
        for (int x = 1; x < 59; x++) {
            for (int y = 1; y < 39; y++) {
                boolean far = true;
                for (int near = 0; near < 9; near++) {
                    far &= dense[(x - 1 + near / 3) * 40 + y - 1 + near % 3] == 0;
                }
                for (int i = 0; i < factor * factor; i++) {
                    int rgb = picture.getRGB(x * factor + i / factor, y * factor + i % factor);
                    assertTrue(dense[x * 40 + y] == 0 || rgb != ground, "a pixel of the mask is not whole");
                    assertTrue(
                            !far || rgb == ground || i / factor < 2 || i % factor < 2, "there is more than the mask");
                }
            }
        }
    }

    @Test
    void whatIsNotDrawnIsNotNamed() {
        Layers named = new Layers(Layers.Boxes.NONE, true, true, true);
        BufferedImage picture = render(List.of(new Item(null, new Box(10, 5, 30, 30), "box", Color.RED)), named, 8);
        assertSame(render(List.of(), MASKS, 8), picture);
    }

    /** As of panoptic segments: the box is that around the mask. */
    @ParameterizedTest
    @EnumSource(OverlayStyle.class)
    void whatHasNoBoxHasThatOfItsMask(OverlayStyle style) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (Box box : new Box[] {ring.bounds(), null}) {
            List<Item> items = List.of(new Item(ring, box, null, Color.RED));
            pictures.add(Overlay.render(image, new Dimension(60, 40), items, BOXES, style, 240, 160));
        }
        assertSame(pictures.get(0), pictures.get(1));
        assertNotEquals(pictures.get(1).getRGB(5, 5), pictures.get(1).getRGB(41, 22));
    }

    @Test
    void whatHasNoPixelsIsDrawnByItsBox() {
        Layers objects = new Layers(Layers.Boxes.WITHOUT_MASK, true, false, false);
        Box box = new Box(10, 5, 30, 30);
        Rle empty = Rle.ofRectangle(40, 60, 7, 7, 7, 9);
        assertSame(
                render(List.of(new Item(null, box, null, Color.RED)), objects, 8),
                render(List.of(new Item(empty, box, null, Color.RED)), objects, 8));
    }

    @Test
    void outlinesTheBox() {
        BufferedImage picture = render(List.of(item), BOXES, 8);
        assertTrue(new Color(picture.getRGB(80, 160)).getRed() > 220);
        assertTrue(new Color(picture.getRGB(320, 160)).getRed() > 220);
        assertTrue(new Color(picture.getRGB(200, 40)).getRed() > 220);
        assertTrue(new Color(picture.getRGB(200, 280)).getRed() > 220);
        assertNear(mixed(Color.RED, 0.08), new Color(picture.getRGB(200, 160)), 2);
        assertEquals(new Color(GREY, GREY, GREY), new Color(picture.getRGB(400, 160)));
    }

    @Test
    void aBoxBeyondTheImageIsSeenAtItsBorder() {
        Item large = new Item(null, new Box(-100, -100, 1000, 1000), null, Color.GREEN);
        BufferedImage picture = render(List.of(large), BOXES, 4);
        assertTrue(new Color(picture.getRGB(0, 80)).getGreen() > 180);
        assertTrue(new Color(picture.getRGB(239, 80)).getGreen() > 180);
        assertTrue(new Color(picture.getRGB(120, 159)).getGreen() > 180);
    }

    @Test
    void theSmallLieOnTheLarge() {
        Rle part = Rle.ofRectangle(40, 60, 12, 7, 38, 13);
        Item small = new Item(part, new Box(12, 7, 26, 6), null, Color.BLUE);
        BufferedImage expected = render(List.of(item, small), MASKS, 4);
        assertSame(expected, render(List.of(small, item), MASKS, 4));
        Color both = new Color(expected.getRGB(100, 40));
        assertTrue(both.getBlue() > both.getRed(), both.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 59})
    void aColumnOfOnePixelIsSeen(int x) {
        Item thin = new Item(Rle.ofRectangle(40, 60, x, 0, x + 1, 40), null, null, Color.RED);
        Color color = at(render(List.of(thin), MASKS, 8), x, 20, 8);
        assertTrue(color.getRed() > 150 && color.getGreen() < 70, color.toString());
    }

    @Test
    void whatAnItemLacksIsNotDrawn() {
        Item nothing = new Item(null, null, null, Color.RED);
        Item empty = new Item(Rle.empty(40, 60), null, " ", Color.RED);
        BufferedImage picture = render(List.of(nothing, empty), new Layers(Layers.Boxes.ALL, true, true, true), 1);
        assertSame(render(List.of(), MASKS, 1), picture);
        assertEquals(new Color(GREY, GREY, GREY), new Color(picture.getRGB(30, 20)));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void greyImagesKeepTheirGrey(int type) {
        BufferedImage picture =
                Overlay.render(grey(type), new Dimension(60, 40), List.of(), MASKS, OverlayStyle.FILL, 120, 80);
        assertEquals(new Color(GREY, GREY, GREY), new Color(picture.getRGB(60, 40)));
    }

    @Test
    void transparentImagesLieOnWhite() {
        BufferedImage clear = new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB);
        assertEquals(
                Color.WHITE,
                new Color(Overlay.render(clear, new Dimension(60, 40), List.of(), MASKS, OverlayStyle.FILL, 60, 40)
                        .getRGB(3, 3)));
    }

    @Test
    void theImageIsLeftAsItIs() {
        render(List.of(item), MASKS, 1);
        assertSame(grey(BufferedImage.TYPE_3BYTE_BGR), image);
    }

    @Test
    void aMaskOfAnotherSizeIsAnError() {
        Item other = new Item(Rle.ofRectangle(60, 40, 0, 0, 1, 1), null, null, Color.RED);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> render(List.of(other), MASKS, 1));
        assertEquals("a mask of 40 x 60 pixels over an image of 60 x 40", e.getMessage());
    }

    /** Of a grey image it does not matter how many of its pixels there are; items keep their places. */
    @Test
    void anImageMayBeSubsampled() {
        BufferedImage half = image.getSubimage(0, 0, 30, 20);
        Dimension size = new Dimension(60, 40);
        assertSame(
                render(List.of(item), BOXES, 8),
                Overlay.render(half, size, List.of(item), BOXES, OverlayStyle.FILL, 480, 320));
        // masks are as coarse as the image, so that their edges move by up to a pixel of it
        BufferedImage fine = render(List.of(item), MASKS, 8);
        BufferedImage coarse = Overlay.render(half, size, List.of(item), MASKS, OverlayStyle.FILL, 480, 320);
        int other = 0;
        for (int i = 0; i < 480 * 320; i++) {
            other += fine.getRGB(i % 480, i / 480) == coarse.getRGB(i % 480, i / 480) ? 0 : 1;
        }
        assertTrue(other < 480 * 320 / 4, other + " pixels differ");
    }

    /** Of a crowd, every other stripe is tinted, and the line around it is that of any mask. */
    @Test
    void crowdsAreHatched() {
        Item crowd = new Item(ring, new Box(10, 5, 30, 30), null, null, true, null, Color.RED);
        BufferedImage hatched = render(List.of(crowd), MASKS, 8);
        int tinted = 0;
        int bare = 0;
        for (int x = 96; x < 144; x++) {
            Color color = new Color(hatched.getRGB(x, 160));
            tinted += color.equals(new Color(render(List.of(item), MASKS, 8).getRGB(120, 160))) ? 1 : 0;
            bare += color.equals(new Color(GREY, GREY, GREY)) ? 1 : 0;
        }
        assertEquals(48, tinted + bare);
        assertTrue(tinted > 12 && bare > 12, tinted + " and " + bare);
        assertEquals(render(List.of(item), MASKS, 8).getRGB(80, 160), hatched.getRGB(80, 160));
    }

    @Test
    void turnedBoxesAreDrawnByTheirCorners() {
        double[] corners = {30, 5, 45, 20, 30, 35, 15, 20};
        Item turned = new Item(null, new Box(15, 5, 30, 30), corners, null, false, null, Color.RED);
        BufferedImage picture = render(List.of(turned), BOXES, 8);
        assertTrue(new Color(picture.getRGB(8 * 37 + 4, 8 * 12 + 4)).getRed() > 200);
        assertEquals(new Color(GREY, GREY, GREY), new Color(picture.getRGB(8 * 16, 8 * 6)));
    }

    @Test
    void aPoseHasTheBonesWhoseEndsAreKnown() {
        double[] points = {10, 20, 2, 30, 20, 1, 50, 20, 0};
        Pose pose = new Pose(points, List.of(new Pose.Bone(0, 1), new Pose.Bone(1, 2), new Pose.Bone(0, 7)));
        Item posed = new Item(null, new Box(0, 0, 60, 40), null, pose, false, null, Color.RED);
        BufferedImage picture = render(List.of(posed), new Layers(Layers.Boxes.NONE, false, true, false), 8);
        assertTrue(new Color(picture.getRGB(160, 160)).getRed() > 200, "bone");
        assertTrue(new Color(picture.getRGB(80, 160)).getGreen() < 60, "a joint that is seen is filled");
        assertTrue(new Color(picture.getRGB(240, 160)).getGreen() > 200, "one that is hidden is a ring");
        assertEquals(new Color(GREY, GREY, GREY), new Color(picture.getRGB(320, 160)));
    }

    @Test
    void outlinesLeaveTheInside() {
        BufferedImage picture =
                Overlay.render(image, new Dimension(60, 40), List.of(item), MASKS, OverlayStyle.OUTLINE, 480, 320);
        assertEquals(new Color(GREY, GREY, GREY), at(picture, 15, 20, 8));
        assertEquals(render(List.of(item), MASKS, 8).getRGB(80, 160), picture.getRGB(80, 160));
    }

    /** Whatever a mask has a share in is black, and nothing else; a box stands for a mask that is not there. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.7, 4})
    void whatIsBlackedOutIsGone(double scale) {
        Item boxed = new Item(null, new Box(45, 5, 5, 5), null, Color.RED);
        BufferedImage picture = Overlay.render(
                image,
                new Dimension(60, 40),
                List.of(item, boxed),
                new Layers(Layers.Boxes.WITHOUT_MASK, true, true, true),
                OverlayStyle.BLACKOUT,
                (int) (60 * scale),
                (int) (40 * scale));
        assertEquals(Color.BLACK, at(picture, 10, 5, scale));
        assertEquals(Color.BLACK, at(picture, 39, 34, scale));
        assertEquals(Color.BLACK, at(picture, 47, 7, scale));
        assertEquals(new Color(GREY, GREY, GREY), at(picture, 25, 20, scale));
        assertEquals(new Color(GREY, GREY, GREY), at(picture, 57, 30, scale));
    }

    @Test
    void whatIsCutOutIsAllThereIs() {
        BufferedImage picture =
                Overlay.render(image, new Dimension(60, 40), List.of(item), MASKS, OverlayStyle.CUTOUT, 60, 40);
        long opaque = 0;
        for (int i = 0; i < 60 * 40; i++) {
            int pixel = picture.getRGB(i % 60, i / 60);
            assertTrue(pixel == 0 || pixel == new Color(GREY, GREY, GREY).getRGB(), Integer.toHexString(pixel));
            opaque += pixel == 0 ? 0 : 1;
        }
        assertEquals(ring.area(), opaque);
    }

    @Test
    void linesAndLettersGoWithThePicture() {
        Thickness small = Thickness.of(400, 300);
        Thickness large = Thickness.of(5472, 3648);
        assertTrue(small.text() >= 10 && small.line() >= 2);
        assertEquals(.022, large.text() / Math.sqrt(5472.0 * 3648), .002);
        assertTrue(large.line() > 6 * small.line());
        assertTrue(large.lineAround(12, 12) <= 3, "a line must not hide what it is around");
        assertTrue(Thickness.of(1474, 177).text() < 177 / 10.0, "of a panorama");
    }

    private BufferedImage render(List<Item> items, Layers layers, double scale) {
        return Overlay.render(
                image, new Dimension(60, 40), items, layers, OverlayStyle.FILL, (int) (60 * scale), (int) (40 * scale));
    }

    private static BufferedImage grey(int type) {
        BufferedImage image = new BufferedImage(60, 40, type);
        for (int i = 0; i < 60 * 40; i++) {
            for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                image.getRaster()
                        .setSample(i % 60, i / 60, band, type == BufferedImage.TYPE_USHORT_GRAY ? 257 * GREY : GREY);
            }
        }
        return image;
    }

    /** The picture's colour at the middle of pixel (x, y) of the image. */
    private static Color at(BufferedImage picture, int x, int y, double scale) {
        return new Color(picture.getRGB((int) ((x + 0.5) * scale), (int) ((y + 0.5) * scale)));
    }

    private static Color mixed(Color color, double share) {
        return new Color(
                (int) Math.round(GREY + share * (color.getRed() - GREY)),
                (int) Math.round(GREY + share * (color.getGreen() - GREY)),
                (int) Math.round(GREY + share * (color.getBlue() - GREY)));
    }

    private static void assertNear(Color expected, Color actual, int tolerance) {
        assertEquals(expected.getRed(), actual.getRed(), tolerance, actual.toString());
        assertEquals(expected.getGreen(), actual.getGreen(), tolerance, actual.toString());
        assertEquals(expected.getBlue(), actual.getBlue(), tolerance, actual.toString());
    }

    private static void assertSame(BufferedImage expected, BufferedImage actual) {
        int width = expected.getWidth();
        int height = expected.getHeight();
        assertArrayEquals(
                expected.getRGB(0, 0, width, height, null, 0, width),
                actual.getRGB(0, 0, width, height, null, 0, width));
    }
}
