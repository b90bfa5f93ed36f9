package dev.copra.format.text;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the rows of a table in UTF-8, with commas; a value is in quotes where it must be. */
public final class CsvWriter implements Closeable {
    private final OutputStream out;
    private final ObjectWriter rows = new CsvMapper()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .writer(CsvSchema.emptySchema().withLineSeparator("\n"));

    /** Writes to a stream, which stays open. */
    public CsvWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes a row; values are put in quotes where they have to be. */
    public void row(String... values) throws IOException {
        out.write(rows.writeValueAsBytes(values));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
