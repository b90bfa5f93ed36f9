package dev.copra.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A CSV file (RFC 4180, in UTF-8, lines that end in a line feed), whose texts no spreadsheet takes for formulas. */
public final class Csv {
    private final Writer out;
    private boolean begun;

    /** @param out is flushed by {@link #end}, not closed */
    public Csv(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** Adds a text to the row. */
    public Csv add(String text) throws IOException {
        return field(Escape.csv(text));
    }

    /** Adds a number to the row, at full precision. */
    public Csv add(double number) throws IOException {
        return field(Double.toString(number));
    }

    /** Adds a number to the row, or an empty field if it is not a number, because there is nothing to measure. */
    public Csv measured(double number) throws IOException {
        return Double.isNaN(number) ? field("") : add(number);
    }

    /** Adds a whole number to the row. */
    public Csv add(long number) throws IOException {
        return field(Long.toString(number));
    }

    private Csv field(String field) throws IOException {
        if (begun) {
            out.write(',');
        }
        begun = true;
        out.write(field);
        return this;
    }

    /** Ends the row. */
    public Csv row() throws IOException {
        begun = false;
        out.write('\n');
        return this;
    }

    /** Writes what is left. */
    public void end() throws IOException {
        out.flush();
    }
}
