package dev.copra.format.openimages;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.copra.dataset.RowPlaces;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table with a column {@code ImageID}, whose rows can be asked for by image: the tables of Open Images have millions of rows, sorted by
 * image or not. No value has a line break.
 */
final class ImageTable implements Closeable {
    private static final int MOST_ROWS = Integer.MAX_VALUE;

    private final Path file;
    private final PlacedLines lines;
    private final ObjectReader reader = new CsvMapper().readerFor(String[].class);
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> header;
    private final long first;
    private final RowPlaces places = new RowPlaces();

    /** Is shown rows. */
    interface Visitor {
        void row(Row row) throws IOException;
    }

    /** A row. @param offset where it starts @param line from 1 */
    record Row(ImageTable table, String[] values, long offset, int line) {
        /** A value without spaces around it; empty if the row or the table has none. */
        String get(String column) {
            Integer position = table.columns.get(column.toLowerCase(Locale.ROOT));
            return position == null || position >= values.length || values[position] == null
                    ? ""
                    : values[position].strip();
        }

        String image() {
            return get("ImageID");
        }

        /** File and line, for messages. */
        String place() {
            return table.file + ":" + line;
        }
    }

    ImageTable(Path file) throws IOException {
        this.file = file;
        lines = new PlacedLines(file);
        byte[] line = lines.at(0);
        first = line == null ? 0 : line.length;
        String text = line == null ? "" : new String(line, StandardCharsets.UTF_8).replace("\uFEFF", "");
        header = List.of(split(text));
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
    }

    Path file() {
        return file;
    }

    List<String> header() {
        return header;
    }

    /** Reads all rows and notes where those of each image are. */
    void index(Visitor visitor) throws IOException {
        rows(first, 2, row -> {
            visitor.row(row);
            places.add(row.image(), row.offset(), row.line());
            return true;
        });
    }

    /** Whether an image has rows. */
    boolean has(String image) {
        return places.find(image) >= 0;
    }

    /** Shows the first row of each image, in the order of the file. */
    void firstRows(Visitor visitor) throws IOException {
        for (int image = 0; image < places.images(); image++) {
            run(places.firstRun(image), row -> {
                visitor.row(row);
                return false;
            });
        }
    }

    /** All rows of an image, in the order of the file. */
    List<Row> rows(String image) throws IOException {
        List<Row> rows = new ArrayList<>();
        int number = places.find(image);
        for (int run = number < 0 ? -1 : places.firstRun(number); run >= 0; run = places.nextRun(run)) {
            run(run, row -> row.image().equals(image) && rows.add(row));
        }
        return rows;
    }

    private void run(int run, Step step) throws IOException {
        rows(places.offset(run), places.line(run), step);
    }

    /** @return whether to go on */
    private interface Step {
        boolean row(Row row) throws IOException;
    }

    private void rows(long from, int number, Step step) throws IOException {
        long offset = from;
        int at = number;
        for (byte[] line = lines.at(offset); line != null && at < MOST_ROWS; line = lines.at(offset)) {
            String text = new String(line, StandardCharsets.UTF_8);
            if (!text.isBlank() && !step.row(new Row(this, split(text), offset, at))) {
                return;
            }
            offset += line.length;
            at++;
        }
    }

    /** The values of a line. */
    private String[] split(String line) throws IOException {
        String text = line.strip();
        if (text.indexOf('"') < 0) {
            return text.split(",", -1);
        }
        try {
            return reader.readValue(text);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // a quote that is not closed
            return text.split(",", -1);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
