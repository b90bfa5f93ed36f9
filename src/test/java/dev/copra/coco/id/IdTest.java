package dev.copra.coco.id;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids are compared as Python compares what its {@code json} reads. */
class IdTest {
    private static Id id(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Id.parse(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1, 1.0",
                "1, true",
                "0, false",
                "0, -0",
                "0, -0.0",
                "1000, 1e3",
                "100000000000000000000, 1e20",
                "9007199254740992, 9007199254740993.0",
                "0.1, 1e-1",
                "18446744073709551615, 18446744073709551615",
                "`\"a\"`, `\"\\u0061\"`",
            })
    void equal(String a, String b) {
        assertEquals(id(a), id(b));
        assertEquals(id(a).hashCode(), id(b).hashCode());
        assertEquals(0, Id.ORDER.compare(id(a), id(b)));
        assertEquals(b, new String(id(b).json(), StandardCharsets.UTF_8).replace("\"a\"", "\"\\u0061\""));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1, `\"1\"`",
                "1, 1.5",
                "9007199254740992, 9007199254740993",
                "18446744073709551615, 18446744073709551615.0",
                "18446744073709551615, 18446744073709551614",
                "null, 0",
                "`\"\"`, null",
                "1, 2",
            })
    void different(String a, String b) {
        assertNotEquals(id(a), id(b));
        assertNotEquals(0, Id.ORDER.compare(id(a), id(b)));
    }

    @Test
    void numbersByValueThenStringsByCodePoint() {
        List<Id> sorted = new ArrayList<>();
        for (String json : new String[] {
            "null",
            "-18446744073709551616",
            "-1",
            "0.5",
            "1",
            "10",
            "18446744073709551615",
            "1e40",
            "\"\"",
            "\"10\"",
            "\"9\"",
            "\"a\"",
            "\"\uffee\"",
            "\"\ud83e\udd65\"",
            "\"\ud83e\udd65a\""
        }) {
            sorted.add(id(json));
        }
        List<Id> ids = new ArrayList<>(sorted);
        Collections.shuffle(ids, new Random(1));
        ids.sort(Id.ORDER);
        assertEquals(sorted, ids);
    }

    @Test
    void aTableGivesEachIdOneSlot() {
        IdTable table = new IdTable();
        List<Id> ids = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(i % 3 == 0 ? Id.of("x" + i) : i % 3 == 1 ? Id.of(-i) : id("1" + "0".repeat(30) + i));
            assertEquals(i, table.slot(ids.get(i)));
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, table.find(ids.get(i)));
            assertEquals(ids.get(i), table.id(i));
            assertFalse(table.add(ids.get(i)));
        }
        assertEquals(-1, table.find(Id.of(5)));
        assertEquals(-1, table.find(Id.of("5")));
        assertTrue(table.add(Id.of(0)));
        assertEquals(1000, table.find(id("false")));
        assertArrayEquals(new int[] {1, 1000, 0}, table.sorted(new int[] {0, 1000, 1, 0}));
    }
}
