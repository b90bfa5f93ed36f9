package dev.copra.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** By hand, against DOTA's development kit, and against a library of geometry. */
class QuadOverlapTest {
    private static double[] numbers(String text) {
        String[] words = text.split(" ");
        double[] numbers = new double[words.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(words[i]);
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 2 0 2 2 0 2, 1 1 3 1 3 3 1 3, .14285714285714285", // 1 of 7
        "0 0 2 0 2 2 0 2, 0 2 2 2 2 0 0 0, 1", // the other way round
        "0 0 2 0 2 2 0 2, 2 0 4 0 4 2 2 2, 0", // they touch
        "0 0 2 0 2 2 0 2, 5 5 6 5 6 6 5 6, 0",
        "0 0 2 0 2 2 0 2, 1 0 2 1 1 2 0 1, .5", // a square on its corner
        "0 0 4 0 4 4 0 4, 0 0 4 0 1 1 0 4, .25", // concave: 4 of 16
        "0 0 4 0 1 1 0 4, 2 2 4 2 4 4 2 4, 0", // in its notch
        "1 1 0 4 0 0 4 0, 2 2 4 2 4 4 2 4, 0", // the same from its inner corner
        "0 0 0 0 0 0 0 0, 0 0 4 0 4 4 0 4, 0" // nothing
    })
    void byHand(String a, String b, double iou) {
        QuadOverlap overlap = new QuadOverlap();
        assertEquals(iou, overlap.iou(numbers(a), 0, numbers(b), 0, false), 1e-15);
        assertEquals(iou, overlap.iou(numbers(b), 0, numbers(a), 0, false), 1e-15);
    }

    @Test
    void overTheDetectionInACrowd() {
        assertEquals(
                .25, new QuadOverlap().iou(numbers("0 0 2 0 2 2 0 2"), 0, numbers("1 1 9 1 9 9 1 9"), 0, true), 1e-15);
    }

    @Test
    void asDotasKit() throws IOException {
        for (JsonNode line : GoldenLines.read("obb_cases")) {
            JsonNode quads = line.get("quads");
            for (int g = 0; g < quads.get(0).size(); g++) {
                for (int d = 0; d < quads.get(1).size(); d++) {
                    assertEquals(
                            quads.get(2).get(g).get(d).asDouble(),
                            new QuadOverlap()
                                    .iou(
                                            GoldenLines.numbers(quads.get(1).get(d)),
                                            0,
                                            GoldenLines.numbers(quads.get(0).get(g)),
                                            0,
                                            false),
                            1e-7); // the kit takes distances below 1e-8 for none
                }
            }
        }
    }

    /** Random quadrilaterals that do not cross themselves, far from the origin, many of them concave. */
    @Test
    void asALibraryOfGeometry() {
        Random random = new Random(4);
        GeometryFactory factory = new GeometryFactory();
        QuadOverlap overlap = new QuadOverlap();
        int checked = 0;
        int met = 0;
        while (checked < 2000) {
            double[][] quads = {quad(random), quad(random)};
            Geometry a = polygon(factory, quads[0]);
            Geometry b = polygon(factory, quads[1]);
            if (!a.isValid() || !b.isValid()) {
                continue;
            }
            checked++;
            double common = a.intersection(b).getArea();
            met += common > 0 ? 1 : 0;
            double expected = common / (a.getArea() + b.getArea() - common);
            assertEquals(expected, overlap.iou(quads[0], 0, quads[1], 0, false), 1e-9);
            assertEquals(a.getArea(), QuadOverlap.area(quads[0], 0), 1e-8);
        }
        assertEquals(true, met > 1000, "most of them overlap: " + met);
    }

    private static double[] quad(Random random) {
        return random.doubles(8, 1000, 1010).toArray();
    }

    private static Geometry polygon(GeometryFactory factory, double[] quad) {
        Coordinate[] ring = new Coordinate[5];
        for (int i = 0; i < 5; i++) {
            ring[i] = new Coordinate(quad[i % 4 * 2], quad[i % 4 * 2 + 1]);
        }
        return factory.createPolygon(ring);
    }
}
