package dev.copra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.mask.Rle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the answers of pycocotools, one JSON object a line. */
public final class GoldenLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenLines() {}

    public static List<JsonNode> read(String name) throws IOException {
        Path file = Path.of("testdata", "golden", name + ".jsonl.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return read(in);
        }
    }

    public static List<JsonNode> read(InputStream in) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** The mask of {@code {"size":[h,w],"counts":"..."}}. */
    public static Rle rle(JsonNode node) {
        JsonNode size = node.get("size");
        return Rle.parse(
                size.get(0).asInt(), size.get(1).asInt(), node.get("counts").asText());
    }

    public static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asDouble();
        }
        return numbers;
    }

    public static List<double[]> rings(JsonNode array) {
        List<double[]> rings = new ArrayList<>();
        array.forEach(ring -> rings.add(numbers(ring)));
        return rings;
    }
}
