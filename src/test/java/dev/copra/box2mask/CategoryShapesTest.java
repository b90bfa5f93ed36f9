package dev.copra.box2mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryShapesTest {
    private static final int SIZE = CategoryShapes.SIZE;

    private final CategoryShapes shapes = CategoryShapes.load();

    @Test
    void hasTheEightyCategoriesOfCoco() {
        assertEquals(80, shapes.names().size());
        assertTrue(shapes.names().contains("hair drier"));
        for (String name : shapes.names()) {
            for (float share : shapes.mean(name)) {
                assertTrue(share >= 0 && share <= 1, name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"person, Person", "person, '  PERSON\t'", "baseball bat, Baseball_Bat"})
    void namesAreFoundInAnySpelling(String name, String spelling) {
        assertArrayEquals(shapes.mean(name), shapes.mean(spelling));
        assertNotEquals(shapes.mean(null)[0], shapes.mean(name)[0]);
    }

    @Test
    void unknownCategoriesHaveTheMeanOfAll() {
        assertArrayEquals(shapes.mean(null), shapes.mean("coconut"));
        Box box = new Box(3, 4, 40, 30);
        assertEquals(shapes.rasterize(null, box, 50, 60), shapes.rasterize("coconut", box, 50, 60));
    }

    @Test
    void theCallerOwnsTheMean() {
        shapes.mean("cat")[0] = 7;
        assertNotEquals(7, shapes.mean("cat")[0]);
    }

    /** On a box of 28 x 28 pixels the pixels are the cells. */
    @Test
    void aPixelACellIsTheThresholdedMean() {
        for (String name : shapes.names()) {
            float[] mean = shapes.mean(name);
            byte[] dense = new byte[40 * 50];
            for (int i = 0; i < mean.length; i++) {
                dense[i / SIZE + 5 + 40 * (i % SIZE + 9)] = (byte) (mean[i] > CategoryShapes.THRESHOLD ? 1 : 0);
            }
            assertEquals(Rle.ofDense(dense, 40, 50), shapes.rasterize(name, new Box(9, 5, SIZE, SIZE), 40, 50), name);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void equalsTheEvaluationOfEveryPixel(long seed) {
        Random random = new Random(seed);
        String[] names = new TreeSet<>(shapes.names()).toArray(String[]::new);
        for (int round = 0; round < 200; round++) {
            int height = 1 + random.nextInt(90);
            int width = 1 + random.nextInt(90);
            Box box = new Box(
                    random.nextInt(90) - 20 + random.nextInt(4) / 4.0,
                    random.nextInt(90) - 20 + random.nextDouble(),
                    random.nextDouble() * 80,
                    random.nextInt(80));
            String name = names[random.nextInt(names.length)];
            assertEquals(
                    everyPixel(shapes.mean(name), box, height, width),
                    shapes.rasterize(name, box, height, width),
                    () -> "seed " + seed + ": " + name + " in " + box);
        }
    }

    @Test
    void movesWithTheBox() {
        Rle here = shapes.rasterize("dog", new Box(10.25, 12.5, 31.5, 20.25), 80, 90);
        assertFalse(here.isEmpty());
        assertEquals(here.translate(7, 5), shapes.rasterize("dog", new Box(17.25, 17.5, 31.5, 20.25), 80, 90));
    }

    @Test
    void theImageCutsTheShapeOff() {
        Box box = new Box(20, 30, 60, 50);
        Rle whole = shapes.rasterize("bus", box, 100, 100);
        assertEquals(whole.crop(0, 0, 64, 48), shapes.rasterize("bus", box, 48, 64));
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 0, 9", "5, 5, 9, 0", "5.6, 5.6, 0.8, 0.8", "-50, 0, 20, 20", "200, 0, 20, 20", "1e300, 0, 9, 9"})
    void aBoxWithoutAPixelHasAnEmptyShape(double x, double y, double w, double h) {
        assertEquals(Rle.empty(40, 50), shapes.rasterize("cat", new Box(x, y, w, h), 40, 50));
    }

    /** A column takes the same time however high the image is. */
    @Test
    void anImageOfTwoBillionPixelsIsNoTrouble() {
        int height = 700_000;
        Rle mask = shapes.rasterize("person", new Box(100, 0, 2000, height), height, 3000);
        Rle small = shapes.rasterize("person", new Box(0, 0, 2000, 700), 700, 2000);
        assertEquals(small.area() / (2000.0 * 700), mask.area() / (2000.0 * height), 0.002);
    }

    /** The packed means are those of the statistics, drawn towards the global mean as these say. */
    @Test
    void holdsTheStatistics() throws IOException {
        String shared = System.getenv("COPRA_SHARED");
        assumeTrue(shared != null, "COPRA_SHARED is not set");
        JsonNode source = new ObjectMapper().readTree(new File(shared, "reference/category-shapes.json"));
        byte[] global = source.get("global").binaryValue();
        double shrink = source.get("shrink").asDouble();
        assertEquals(source.get("categories").size(), shapes.names().size());
        for (Map.Entry<String, JsonNode> category : source.get("categories").properties()) {
            float[] packed = shapes.mean(category.getKey());
            byte[] mean = category.getValue().get("mean").binaryValue();
            double count = category.getValue().get("count").asDouble();
            for (int i = 0; i < packed.length; i++) {
                double expected = (count * (mean[i] & 255) + shrink * (global[i] & 255)) / (count + shrink) / 255;
                assertEquals(expected, packed[i], 1e-6, category.getKey());
            }
        }
    }

    /** The definition: the cells' centres lie at (i + .5) / 28 of the box, beyond them the outermost cell counts. */
    private static Rle everyPixel(float[] mean, Box box, int height, int width) {
        byte[] dense = new byte[height * width];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                double u = (x + 0.5 - box.x()) / box.width();
                double v = (y + 0.5 - box.y()) / box.height();
                if (x + 0.5 >= box.x() && x + 0.5 < box.right() && y + 0.5 >= box.y() && y + 0.5 < box.bottom()) {
                    double share = bilinear(mean, u * SIZE - 0.5, v * SIZE - 0.5);
                    dense[y + height * x] = (byte) (share > CategoryShapes.THRESHOLD ? 1 : 0);
                }
            }
        }
        return Rle.ofDense(dense, height, width);
    }

    private static double bilinear(float[] mean, double u, double v) {
        int i = (int) Math.floor(u);
        int j = (int) Math.floor(v);
        double s = u - i;
        double t = v - j;
        double top = (1 - s) * at(mean, i, j) + s * at(mean, i + 1, j);
        double bottom = (1 - s) * at(mean, i, j + 1) + s * at(mean, i + 1, j + 1);
        return (1 - t) * top + t * bottom;
    }

    private static double at(float[] mean, int i, int j) {
        return mean[Math.max(0, Math.min(SIZE - 1, j)) * SIZE + Math.max(0, Math.min(SIZE - 1, i))];
    }
}
