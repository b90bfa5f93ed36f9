package dev.copra.format.openimages;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.copra.collect.IntColumn;
import dev.copra.collect.LongIndex;
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
 * A table with a column {@code ImageID}, whose rows can be asked for by image. Each time that rows of another image begin takes about 50
 * bytes: the tables of Open Images have millions of rows, sorted by image or not. No value has a line break.
 */
final class ImageTable implements Closeable {
    private static final int MOST_ROWS = Integer.MAX_VALUE;

    private final Path file;
    private final PlacedLines lines;
    private final ObjectReader reader = new CsvMapper().readerFor(String[].class);
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> header;
    private final long first;
    /** Images by the hashes of their ids. */
    private final LongIndex images = new LongIndex();
    /** By image, its first and its last run of rows. */
    private final IntColumn firstRuns = new IntColumn(-1);

    private final IntColumn lastRuns = new IntColumn(-1);
    /** By run, where it starts, and the next run of the same image. */
    private final IntColumn offsetsHigh = new IntColumn(0);

    private final IntColumn offsetsLow = new IntColumn(0);
    private final IntColumn lineNumbers = new IntColumn(0);
    private final IntColumn nextRuns = new IntColumn(-1);

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
        long[] before = {0};
        int[] runs = {0};
        rows(first, 2, row -> {
            visitor.row(row);
            long hash = hash(row.image());
            if (runs[0] == 0 || hash != before[0]) {
                run(images.add(hash), runs[0]++, row);
                before[0] = hash;
            }
            return true;
        });
    }

    private void run(int image, int run, Row row) {
        if (image >= firstRuns.size()) {
            firstRuns.set(image, run);
        } else {
            nextRuns.set(lastRuns.get(image), run);
        }
        lastRuns.set(image, run);
        nextRuns.set(run, -1);
        offsetsHigh.set(run, (int) (row.offset() >>> 32));
        offsetsLow.set(run, (int) row.offset());
        lineNumbers.set(run, row.line());
    }

    /** FNV-1a in 64 bits: of ten million ids two have one hash with a chance of one in 300,000, and then share their rows' places only. */
    private static long hash(String id) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** Whether an image has rows. */
    boolean has(String image) {
        return images.find(hash(image)) >= 0;
    }

    /** Shows the first row of each image, in the order of the file. */
    void firstRows(Visitor visitor) throws IOException {
        for (int image = 0; image < images.size(); image++) {
            run(firstRuns.get(image), row -> {
                visitor.row(row);
                return false;
            });
        }
    }

    /** All rows of an image, in the order of the file. */
    List<Row> rows(String image) throws IOException {
        List<Row> rows = new ArrayList<>();
        int number = images.find(hash(image));
        for (int run = number < 0 ? -1 : firstRuns.get(number); run >= 0; run = nextRuns.get(run)) {
            run(run, row -> row.image().equals(image) && rows.add(row));
        }
        return rows;
    }

    private void run(int run, Step step) throws IOException {
        long offset = (long) offsetsHigh.get(run) << 32 | offsetsLow.get(run) & 0xFFFFFFFFL;
        rows(offset, lineNumbers.get(run), step);
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
