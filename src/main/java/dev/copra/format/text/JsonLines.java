package dev.copra.format.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.io.Input;
import dev.copra.json.JsonValues;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** A file with a JSON object a line, or one that is a JSON list of objects. A line that is no JSON costs itself alone. */
public final class JsonLines implements Closeable {
    private final ProblemSink problems;
    private final JsonList list;
    private final InputStream in;
    private int line;

    /** @param problems told of every line that is no JSON object */
    public JsonLines(Input input, ProblemSink problems) throws IOException {
        this.problems = problems;
        InputStream opened = new BufferedInputStream(input.open());
        if (first(opened) == '[') {
            opened.close();
            in = null;
            list = new JsonList(input);
        } else {
            in = opened;
            list = null;
        }
    }

    /** The first byte that is no space and of no byte order mark; the stream is as before. */
    private static int first(InputStream in) throws IOException {
        in.mark(1 << 12);
        int c = in.read();
        for (int i = 0; i < 1 << 11 && (c >= 0 && c <= ' ' || c > 0x7F); i++) {
            c = in.read();
        }
        in.reset();
        return c;
    }

    /** The next object, or null behind the last one. */
    public JsonNode next() throws IOException {
        while (true) {
            JsonNode node = list != null ? list.next() : line();
            if (node == null || node.isObject()) {
                return node;
            }
            problems.add(new AnnotationException("json", place(), "this is no JSON object; it is left out"));
        }
    }

    private JsonNode line() throws IOException {
        for (byte[] text = bytes(); text != null; text = bytes()) {
            int from = line == 1 && text.length > 2 && (text[0] & 0xFF) == 0xEF ? 3 : 0;
            if (isBlank(text, from)) {
                continue;
            }
            try {
                return JsonValues.tree(text, from, text.length);
            } catch (JsonProcessingException e) {
                String what = e.getOriginalMessage().replaceAll("\\s+", " ");
                problems.add(new AnnotationException("json", place(), what + "; the line is left out"));
            } catch (IOException e) {
                problems.add(new AnnotationException("json", place(), "this is no UTF-8; the line is left out"));
            }
        }
        return null;
    }

    private static boolean isBlank(byte[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] > ' ' || text[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of the next line, or null behind the last one. */
    private byte[] bytes() throws IOException {
        int c = in.read();
        if (c < 0) {
            return null;
        }
        line++;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            text.write(c);
        }
        return text.toByteArray();
    }

    /** Where the object read last is. */
    public String place() {
        return list != null ? list.place() : "line " + line;
    }

    @Override
    public void close() throws IOException {
        if (list != null) {
            list.close();
        } else {
            in.close();
        }
    }
}
