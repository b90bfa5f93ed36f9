package dev.copra.format.text;

import com.fasterxml.jackson.core.JacksonException;
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

/**
 * The rows of a table in UTF-8 whose first line names its columns; whether commas, semicolons or tabs stand between them is found by
 * that line. Empty lines are passed over.
 */
public final class CsvTable implements Closeable {
    private final String name;
    private final InputStream in;
    private final MappingIterator<String[]> rows;
    private final List<String> header;
    private int line;
    private boolean isFirstNext;

    /** @throws FileSystemException if there is no header, or it is not UTF-8 */
    public CsvTable(Input input) throws IOException {
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

    /** The names of the columns. */
    public List<String> header() {
        return header;
    }

    /** Takes back that the first line names the columns: it is the next row. */
    public void firstIsRow() {
        isFirstNext = true;
    }

    /** The next row, or null behind the last one. @throws FileSystemException if the rest is no CSV; names the line */
    public String[] next() throws IOException {
        if (isFirstNext) {
            isFirstNext = false;
            return header.toArray(String[]::new);
        }
        try {
            String[] row;
            do {
                line = rows.getCurrentLocation().getLineNr();
                row = rows.hasNextValue() ? rows.nextValue() : null;
            } while (row != null && row.length == 1 && row[0].isBlank());
            return row;
        } catch (MalformedInputException e) {
            throw notUtf8();
        } catch (JacksonException e) {
            throw new FileSystemException(
                    name, null, "line " + e.getLocation().getLineNr() + ": this is no CSV: " + e.getOriginalMessage());
        }
    }

    /** Where the row read last begins, from 1. */
    public int line() {
        return line;
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
