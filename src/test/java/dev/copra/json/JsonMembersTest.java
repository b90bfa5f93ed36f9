package dev.copra.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {
    private static JsonMembers members(String json) throws IOException {
        return JsonMembers.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsMembersHoweverTheyAreSpelt() throws IOException {
        JsonMembers members = members(
                "\n { \"\\u0061\" : \"x\\ny\" , \"b\":null,\"c\" : [ 1 , {} ],\"d\":-1.5e1 , \"e\":{ }} behind");
        assertEquals(5, members.size());
        assertEquals("x\ny", members.text("a"));
        assertNull(members.text("b"));
        assertNull(members.text("z"));
        assertEquals("", members.text("c"));
        assertEquals("-15.0", members.text("d"));
        assertEquals(-15, members.number("d"));
        assertTrue(Double.isNaN(members.number("a")) && Double.isNaN(members.number("z")));
        assertEquals("[1,{}]", members.tree("c").toString());
        assertEquals("{}", members.tree("e").toString());
        assertTrue(members.tree("b").isNull() && members.tree("z").isMissingNode());
        assertEquals(
                List.of("a", "b", "c", "d", "e"),
                List.of(members.name(0), members.name(1), members.name(2), members.name(3), members.name(4)));
    }

    @Test
    void ofTwoMembersOfOneNameTheLastCounts() throws IOException {
        assertEquals("2", members("{\"a\": 1, \"a\": 2}").text("a"));
    }

    @Test
    void moreMembersThanUsual() throws IOException {
        StringBuilder json = new StringBuilder("{\"m0\":0");
        for (int i = 1; i < 100; i++) {
            json.append(",\"m").append(i).append("\":").append(i);
        }
        JsonMembers members = members(json + "}");
        assertEquals(100, members.size());
        assertEquals(99, members.number("m99"));
        assertEquals(0, members.number("m0"));
    }

    @Test
    void elementsThatAreNoObjectsAreNull() throws IOException {
        List<JsonMembers> objects =
                members("{\"l\": [ {\"a\":1} , 3,null, [{}] ,{ } ], \"o\": {}}").objects("l");
        assertEquals(5, objects.size());
        assertEquals(1, objects.get(0).number("a"));
        assertNull(objects.get(1));
        assertNull(objects.get(3));
        assertEquals(0, objects.get(4).size());
        assertEquals(List.of(), members("{\"o\": {}}").objects("o"));
        assertEquals(List.of(), members("{}").objects("o"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1", "{\"a\" 1}", "{\"a\": [1,}", "{\"a\": 01}", "{,}", "", "{\"a\": \"\n\"}"})
    void whatIsNoJsonIsRefused(String json) {
        assertThrows(IOException.class, () -> members(json));
    }

    @Test
    void otherValuesAreNoObject() throws IOException {
        assertNull(members("[{}]"));
        assertNull(members("\"a\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2]",
                "[[1]]",
                "[[1, 2, 3]]",
                "[[1, \"2\"]]",
                "[[1, 2], 3]",
                "[[1, 2], null]",
                "[[true, 2]]",
                "[[]]",
                "[[[1, 2]]]",
                "{}",
                "null",
                "7"
            })
    void whatIsNoListOfPairsIsNull(String value) throws IOException {
        assertNull(members("{\"p\": " + value + "}").pairs("p"));
    }

    @Test
    void pairsOfAnySpelling() throws IOException {
        assertArrayEquals(new double[0], members("{\"p\": [ ]}").pairs("p"));
        assertArrayEquals(
                new double[] {1, 2.5, -3, 4e2, 0.1, 123456789.123456789, Double.NaN, 12345678901234567890.0},
                members("{\"p\": [[1,2.5] , [ -3 ,4e2 ],[0.1, 123456789.123456789],[NaN, 12345678901234567890 ] ]}")
                        .pairs("p"));
    }

    @Test
    void pairsAreJavasDoubles() throws IOException {
        Random random = new Random(5);
        double[] expected = new double[600];
        StringBuilder json = new StringBuilder("{\"p\": [");
        for (int i = 0; i < expected.length; i++) {
            double value = random.nextInt(4) == 0 ? random.nextGaussian() * 1e3 : random.nextInt(64000) / 100.0;
            expected[i] = value;
            json.append(i % 2 == 0 ? i == 0 ? "[" : ",[" : ",").append(value).append(i % 2 == 1 ? "]" : "");
        }
        assertArrayEquals(expected, members(json + "]}").pairs("p"));
    }
}
