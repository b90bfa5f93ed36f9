package dev.copra.dataset.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.mask.RandomMasks;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TileGridTest {
    @ParameterizedTest
    @CsvSource({
        "100, 10, 0, SHIFT, '0 10 20 30 40 50 60 70 80 90'",
        "100, 40, .25, SHIFT, '0 30 60'",
        "100, 40, .2, SHIFT, '0 32 60'",
        "100, 40, .2, PAD, '0 32 64'",
        "101, 40, 0, SHIFT, '0 40 61'",
        "101, 40, 0, PAD, '0 40 80'",
        "40, 40, .5, SHIFT, 0",
        "7, 40, .5, SHIFT, 0",
        "7, 40, .5, PAD, 0",
        "41, 40, .5, PAD, '0 20'",
        "3, 1, .99, SHIFT, '0 1 2'"
    })
    void starts(int side, int tile, double overlap, TileGrid.Edge edge, String starts) {
        List<TilePlace> places = new TileGrid(tile, 5, overlap, edge).places(side, 5);
        assertEquals(
                starts, String.join(" ", places.stream().map(p -> p.x() + "").toList()));
        int width = edge == TileGrid.Edge.PAD ? tile : Math.min(tile, side);
        places.forEach(place -> assertEquals(new TilePlace(place.x(), 0, width, 5), place));
    }

    @Test
    void wrongGrids() {
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(0, 5, 0, TileGrid.Edge.PAD));
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(5, 1 << 17, 0, TileGrid.Edge.PAD));
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(5, 5, 1, TileGrid.Edge.PAD));
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(5, 5, Double.NaN, TileGrid.Edge.PAD));
    }

    /** Tiles are of one size, lie in the image or pad it, differ, and hold every pixel: any mask is the union of its parts. */
    @ParameterizedTest
    @MethodSource("dev.copra.LawCases#seeds")
    void tilesHoldEveryPixel(long seed) {
        Random random = new Random(seed);
        RandomMasks masks = new RandomMasks(random);
        for (int i = 0; i < 500; i++) {
            int height = Math.max(1, masks.side());
            int width = Math.max(1, masks.side());
            TileGrid grid = new TileGrid(
                    1 + random.nextInt(30),
                    1 + random.nextInt(30),
                    random.nextInt(3) * .3 + random.nextDouble() * .3,
                    TileGrid.Edge.values()[random.nextInt(2)]);
            List<TilePlace> places = grid.places(width, height);
            assertEquals(places.size(), new HashSet<>(places).size());
            Rle mask = masks.next(height, width);
            List<Rle> parts = new ArrayList<>();
            for (TilePlace place : places) {
                boolean pads = grid.edge() == TileGrid.Edge.PAD;
                assertEquals(pads ? grid.width() : Math.min(grid.width(), width), place.width());
                assertEquals(pads ? grid.height() : Math.min(grid.height(), height), place.height());
                assertTrue(pads ? place.x() < width : place.x() + place.width() <= width);
                Rle part = place.cut(mask);
                assertEquals(place.width(), part.width());
                assertEquals(place.height(), part.height());
                parts.add(place.putBack(part, height, width));
                byte[] dense = part.toDense();
                byte[] whole = mask.toDense();
                for (int x = 0; x < place.width(); x++) {
                    for (int y = 0; y < place.height(); y++) {
                        int wx = place.x() + x;
                        int wy = place.y() + y;
                        int expected = wx < width && wy < height ? whole[wy + height * wx] : 0;
                        assertEquals(expected, dense[y + place.height() * x]);
                    }
                }
            }
            assertEquals(mask.area(), Rle.union(parts).area());
            assertTrue(mask.difference(Rle.union(parts)).isEmpty());
        }
    }
}
