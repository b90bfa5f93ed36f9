package dev.copra.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowPlacesTest {
    /** Against a map of lists: rows of images in any order, beyond 4 GiB. */
    @Test
    void everyRunIsFound() {
        Random random = new Random(7);
        RowPlaces places = new RowPlaces();
        Map<String, List<String>> expected = new LinkedHashMap<>();
        String before = null;
        long offset = 0;
        for (int line = 1; line <= 20_000; line++) {
            String image = Integer.toHexString(random.nextInt(3000));
            if (random.nextBoolean() && before != null) {
                image = before;
            }
            places.add(image, offset, line);
            if (!image.equals(before)) {
                expected.computeIfAbsent(image, i -> new ArrayList<>()).add(offset + "@" + line);
            }
            before = image;
            offset += 1 + random.nextInt(1 << 20);
        }
        assertEquals(expected.size(), places.images());
        int number = 0;
        for (Map.Entry<String, List<String>> entry : expected.entrySet()) {
            assertEquals(number, places.find(entry.getKey()));
            List<String> runs = new ArrayList<>();
            for (int run = places.firstRun(number); run >= 0; run = places.nextRun(run)) {
                runs.add(places.offset(run) + "@" + places.line(run));
            }
            assertEquals(entry.getValue(), runs);
            number++;
        }
        assertEquals(-1, places.find("no such image"));
    }
}
