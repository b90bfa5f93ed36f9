package dev.copra.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.Messages;
import dev.copra.draw.overlay.OverlayStyle;
import dev.copra.image.ImageStore;
import dev.copra.image.PictureWriter;
import dev.copra.io.Input;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pictures of the scenes as they were when a person looked at them. Another JDK may decode JPEG and stroke lines a little otherwise, and
 * another system has other letters: single pixels may differ, and where text is, many. With the system property {@code copra.golden} set, the test writes them
 * anew.
 */
class GoldenPicturesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/draw");
    private static final Path SCENES = Path.of("testdata/scenes/instances.json");
    private static final Path BOXES = Path.of("testdata/scenes/boxes.json");
    /** By more than this a pixel's red, green or blue differs to the eye. */
    private static final int VISIBLE = 24;
    /** The height of a line of text above the images, which is left aside. */
    private static final int LINE = 17;

    /** The share of pixels that may differ is higher where there is text. */
    @ParameterizedTest
    @CsvSource({
        "fill, FILL, OBJECTS, 139+785, false, .004",
        "outline, OUTLINE, OBJECTS, 139, false, .004",
        "blackout, BLACKOUT, OBJECTS, 785, false, .004",
        "cutout, CUTOUT, OBJECTS, 785, false, .004",
        "boxes, FILL, BOXES, 37, false, .004",
        "compare, FILL, IMAGE, 37, false, .004",
        "labels, FILL, OBJECTS, 139, false, .06",
        "steps, FILL, OBJECTS, 37, true, .004",
    })
    void looksAsItDid(String name, OverlayStyle style, PanelView panel, String ids, boolean steps, double share)
            throws IOException {
        boolean text = name.equals("labels");
        boolean compared = name.equals("compare");
        RenderOptions options =
                new RenderOptions(List.of(panel), style, text, false, .5, 110, PictureWriter.PNG, steps);
        ImageChoice choice = new ImageChoice(
                List.of(ids.split("\\+")), List.of(), Double.NEGATIVE_INFINITY, null, 0, 0, 0, Integer.MAX_VALUE);
        Input input = Input.file(steps ? BOXES : SCENES);
        BufferedImage picture;
        try (ShownSet shown = new ShownSet(input, null, null, choice, 1 << 24, Messages.none())) {
            if (compared) {
                shown.add(Input.file(BOXES), true);
            }
            ImageStore store = ImageStore.ofPreviews(Path.of("testdata/scenes/images"), 1 << 24);
            Rendering rendering = new Rendering(shown, options, store, problem -> {});
            picture = rendering.sheet(shown.choose(1, .5), 2);
        }
        Path file = GOLDEN.resolve(name + ".png");
        if (System.getProperty("copra.golden") != null) {
            try (var out = Files.newOutputStream(file)) {
                PictureWriter.PNG.write(picture, out);
            }
        }
        BufferedImage golden = ImageIO.read(file.toFile());
        assertEquals(golden.getWidth(), picture.getWidth());
        assertEquals(golden.getHeight(), picture.getHeight());
        int above = compared || steps ? 2 * LINE : LINE;
        int differing = 0;
        for (int i = above * golden.getWidth(); i < golden.getWidth() * golden.getHeight(); i++) {
            int x = i % golden.getWidth();
            int y = i / golden.getWidth();
            differing += differs(golden.getRGB(x, y), picture.getRGB(x, y)) ? 1 : 0;
        }
        double part = differing / (double) (golden.getWidth() * (golden.getHeight() - above));
        assertTrue(part <= share, part + " of the pixels differ");
    }

    private static boolean differs(int one, int other) {
        for (int shift = 0; shift < 32; shift += 8) {
            if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > VISIBLE) {
                return true;
            }
        }
        return false;
    }
}
