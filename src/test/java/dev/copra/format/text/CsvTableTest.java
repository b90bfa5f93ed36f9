package dev.copra.format.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTableTest {
    private static CsvTable table(byte[] text) throws IOException {
        return new CsvTable(Input.standardInput(new ByteArrayInputStream(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void rowsStandWhereTheyBegin(String comma) throws IOException {
        String text = """
                \uFEFFname,what

                one,"two
                lines"

                \s
                three,"say ""x\"\"\"
                """.replace(",", comma);
        try (CsvTable table = table(text.getBytes(StandardCharsets.UTF_8))) {
            assertEquals(List.of("name", "what"), table.header());
            assertArrayEquals(new String[] {"one", "two\nlines"}, table.next());
            assertEquals(3, table.line());
            assertArrayEquals(new String[] {"three", "say \"x\""}, table.next());
            assertEquals(7, table.line());
            assertNull(table.next());
        }
    }

    @Test
    void whatIsNoTableIsNamed() throws IOException {
        assertTrue(assertThrows(FileSystemException.class, () -> table(new byte[0]))
                .getReason()
                .startsWith("the table is empty"));
        byte[] latin = "name\nm\u00fcde\n".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(assertThrows(FileSystemException.class, () -> {
                    try (CsvTable table = table(latin)) {
                        table.next();
                    }
                })
                .getReason()
                .contains("not UTF-8"));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        String[][] rows = {
            {"a", "b"},
            {"a name of more than twenty-four characters", "1.5"},
            {"comma,", "quote\""},
            {"two\nlines", " space "},
            {"", "\u00fc\ud83d\ude00"}
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriter writer = new CsvWriter(out)) {
            for (String[] row : rows) {
                writer.row(row);
            }
        }
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains("\na name of more than twenty-four characters,1.5\n"),
                "no quotes without need");
        List<String[]> read = new ArrayList<>();
        try (CsvTable table = table(out.toByteArray())) {
            read.add(table.header().toArray(String[]::new));
            for (String[] row = table.next(); row != null; row = table.next()) {
                read.add(row);
            }
        }
        assertEquals(rows.length, read.size());
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(rows[i], read.get(i));
        }
    }
}
