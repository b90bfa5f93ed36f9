package dev.copra.evaluate.part;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.copra.coco.id.Id;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PartCheckTest {
    /** Of random parts the first image is refused that any image before it equals, and by the name of its own part. */
    @ParameterizedTest
    @MethodSource("dev.copra.LawCases#seeds")
    void anImageIsCountedOnce(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            List<String> names = List.of("a", "b", "c");
            PartCheck check = new PartCheck(names);
            List<Id> before = new ArrayList<>();
            for (int part = 0; part < names.size(); part++) {
                for (int n = random.nextInt(4); n > 0; n--) {
                    Id image = random.nextBoolean() ? Id.of(random.nextInt(30)) : Id.of("s" + random.nextInt(30));
                    int at = part;
                    if (before.contains(image)) {
                        assertEquals(
                                names.get(part) + ": the image " + image
                                        + " was counted in a part before it too; each part needs images of its own",
                                assertThrows(IllegalArgumentException.class, () -> check.image(at, image))
                                        .getMessage());
                    } else {
                        assertDoesNotThrow(() -> check.image(at, image));
                        before.add(image);
                    }
                }
            }
            Map<Id, Integer> slots = new HashMap<>();
            before.forEach(image -> slots.put(image, check.images().find(image)));
            for (int i = 0; i < before.size(); i++) {
                assertEquals(i, slots.get(before.get(i)));
            }
            assertEquals(before.size(), check.images().size());
        }
    }

    @Test
    void namesThePartAndTheFirst() {
        PartCheck check = new PartCheck(List.of("a", "b"));
        check.rules(1, true);
        check.categories(1, true);
        assertEquals(
                "b: this was counted by other rules than a; evaluate all parts with the same options",
                assertThrows(IllegalArgumentException.class, () -> check.rules(1, false))
                        .getMessage());
        assertEquals(
                "b: this has other categories than a; the truths of all parts need the same",
                assertThrows(IllegalArgumentException.class, () -> check.categories(1, false))
                        .getMessage());
    }
}
