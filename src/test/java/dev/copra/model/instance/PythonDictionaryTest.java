package dev.copra.model.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonDictionaryTest {
    @Test
    void namesByNumber() {
        assertEquals(
                Map.of(0, "person", 1, "o'clock", 2, "it's", 3, "a, 5: 'b'", 10, ""),
                PythonDictionary.names("{0: 'person', 1: \"o'clock\", 2 :'it\\'s', 3: \"a, 5: 'b'\", 10: ''}"));
        assertEquals(Map.of(), PythonDictionary.names("7, 'x', 8: open, 99999999999: 'y', 3: 'no end"));
    }

    @Test
    void longNamesNeedNoDeepStack() {
        String name = "\\x".repeat(200_000);
        assertEquals(Map.of(0, name.replace("\\", "")), PythonDictionary.names("{0: '" + name + "'}"));
    }
}
