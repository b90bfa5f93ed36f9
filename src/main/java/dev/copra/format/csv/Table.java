package dev.copra.format.csv;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.copra.io.Input;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;

/** The rows of a table; commas, semicolons or tabs are found by its header. */
final class Table implements Closeable {
    private final String name;
    private final InputStream in;
    private final MappingIterator<String[]> rows;
    private final List<String> header;
    private int line;

    Table(Input input) throws IOException {
        name = input.name();
        in = input.open();
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        reader.mark(1 << 16);
        try {
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            reader.mark(1 << 16);
            char[] start = new char[1 << 12];
            int length = Math.max(0, reader.read(start));
            reader.reset();
            rows = new CsvMapper()
                    .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                    .readerFor(String[].class)
                    .with(CsvSchema.emptySchema().withColumnSeparator(separator(new String(start, 0, length))))
                    .readValues(reader);
        } catch (MalformedInputException e) {
            throw notUtf8();
        }
        String[] first = next();
        if (first == null) {
            throw new FileSystemException(name, null, "the table is empty; its first line names the columns");
        }
        header = List.of(first);
    }

    private static char separator(String start) {
        String line = start.lines().findFirst().orElse("");
        char best = ',';
        for (char c : new char[] {';', '\t'}) {
            if (line.chars().filter(x -> x == c).count()
                    > line.chars().filter(x -> x == ',').count()) {
                best = c;
            }
        }
        return best;
    }

    List<String> header() {
        return header;
    }

    /** The next row, or null behind the last one. */
    String[] next() throws IOException {
        line = rows.getCurrentLocation().getLineNr();
        try {
            return rows.hasNextValue() ? rows.nextValue() : null;
        } catch (MalformedInputException e) {
            throw notUtf8();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new FileSystemException(
                    name, null, "line " + e.getLocation().getLineNr() + ": this is no CSV: " + e.getOriginalMessage());
        }
    }

    /** Where the row read last is. */
    String place() {
        return "line " + line;
    }

    private FileSystemException notUtf8() {
        return new FileSystemException(
                name, null, "the file is not UTF-8; convert it, for example with iconv -f CP1252 -t UTF-8");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
