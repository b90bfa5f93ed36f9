package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyOption;
import dev.copra.box2mask.StrategySpec;
import dev.copra.mask.Box;
import dev.copra.shape.BoxRasterizer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy that comes with another jar, and its options, as the command line shows and takes them. */
final class StrategyOptionsTest {
    /** The left part of each box. */
    record LeftPart(double share, boolean upper) implements MaskStrategy {
        @Override
        public boolean needsPixels() {
            return false;
        }

        @Override
        public List<Estimate> estimate(Scene scene) {
            return scene.targets().stream()
                    .map(target -> {
                        Box box = target.box();
                        Box part =
                                new Box(box.x(), box.y(), box.width() * share, upper ? box.height() / 2 : box.height());
                        return (Estimate)
                                new Estimate.Exact(BoxRasterizer.rasterize(part, scene.height(), scene.width()), box);
                    })
                    .toList();
        }
    }

    /** Opens it. */
    public static final class Provider implements MaskStrategyProvider {
        @Override
        public String name() {
            return "left-part";
        }

        @Override
        public String help() {
            return "the left part of each box";
        }

        @Override
        public List<StrategyOption> options() {
            return List.of(
                    new StrategyOption("share", new StrategyOption.Range("X", 0, 1), "how much of it (default: .5)."),
                    new StrategyOption(
                            "half",
                            new StrategyOption.Choice("WHICH", List.of("both", "upper")),
                            "which half (default: both)."),
                    new StrategyOption("halve", new StrategyOption.Flag(), "take half of that."),
                    // a name that the command has already
                    new StrategyOption("crowd", new StrategyOption.Text("TEXT"), "has no effect."),
                    new StrategyOption("factor", new StrategyOption.Pairs("NAME=X"), "factors by name."));
        }

        @Override
        public MaskStrategy open(StrategySpec spec) {
            Map<String, String> options = spec.options();
            double share = Double.parseDouble(options.getOrDefault("share", ".5"))
                    * Double.parseDouble(options.getOrDefault("factor.a", "1"))
                    * (options.containsKey("halve") ? .5 : 1);
            return new LeftPart(share, "upper".equals(options.get("half")));
        }
    }

    @TempDir
    private Path directory;

    private ClassLoader before;
    private Path boxes;

    /** What a jar on the class path would have. */
    @BeforeEach
    void add() throws IOException {
        Path services = Files.createDirectories(directory.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve(MaskStrategyProvider.class.getName()), Provider.class.getName());
        before = Thread.currentThread().getContextClassLoader();
        URL[] jar = {directory.resolve("jar").toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(jar, before));
        boxes = Files.writeString(directory.resolve("boxes.json"), """
                {"images": [{"id": 1, "width": 100, "height": 80, "file_name": "a.png"}],
                 "categories": [{"id": 1, "name": "plum"}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 10, 80, 40]}]}
                """);
    }

    @AfterEach
    void remove() throws IOException {
        ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
        Thread.currentThread().setContextClassLoader(before);
    }

    private Typed mask(String... more) {
        List<String> args = new ArrayList<>(List.of("mask", boxes.toString(), "--strategy", "left-part"));
        args.addAll(Arrays.asList(more));
        return Typed.copra(args.toArray(String[]::new));
    }

    private void assertArea(int area, String... options) throws IOException {
        Typed typed = mask(options);
        assertEquals(0, typed.code(), typed.err());
        assertEquals(
                area,
                new JsonMapper()
                        .readTree(typed.out())
                        .get("annotations")
                        .get(0)
                        .get("area")
                        .asInt());
    }

    @Test
    void helpShowsTheStrategyAndItsOptions() {
        String help = Typed.copra("mask", "--help").out();
        assertTrue(help.contains("\n  left-part     the left part of each box\n"), help);
        assertTrue(help.contains("--share=X"), help);
        assertTrue(help.contains("Of left-part: how much of it (default: .5)."), help);
        assertTrue(help.contains("--left-part-crowd=TEXT"), help);
        assertTrue(help.contains("Of learned, learned-open: take every box for exact"), help);
        assertTrue(Typed.copra("completion", "bash").out().contains("--share"));
    }

    @Test
    void optionsReachTheStrategy() throws IOException {
        assertArea(40 * 40);
        assertArea(20 * 40, "--share", "0.25");
        assertArea(20 * 20, "--share", "0.25", "--half", "upper");
        assertArea(10 * 40, "--share", "0.25", "--halve");
        assertArea(20 * 40, "--share", "1", "--factor", "a=0.25", "--factor", "b=3", "--left-part-crowd", "x");
    }

    @Test
    void wrongValuesAndOptionsOfOthersAreOneLine() {
        assertRefused("--share: 'much' is not a number", "--share", "much");
        assertRefused("--share: '2' is not from 0.0 to 1.0", "--share", "2");
        assertRefused("--half: 'lower' is none of both, upper", "--half", "lower");
        assertRefused("--shape belongs to --strategy polygon", "--shape", "box");
        assertRefused("--trust-boxes belongs to --strategy learned or learned-open", "--trust-boxes");
        Typed other = Typed.copra("mask", boxes.toString(), "--strategy", "fill", "--halve");
        assertEquals(2, other.code());
        assertTrue(other.err().contains("--halve belongs to --strategy left-part"), other.err());
    }

    private void assertRefused(String message, String... options) {
        Typed typed = mask(options);
        assertEquals(2, typed.code(), typed.err());
        assertTrue(typed.err().contains(message), typed.err());
        assertEquals(1, typed.err().lines().count(), typed.err());
        assertFalse(typed.err().contains("Exception"), typed.err());
    }
}
