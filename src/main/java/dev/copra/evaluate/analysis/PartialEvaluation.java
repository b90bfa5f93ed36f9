package dev.copra.evaluate.analysis;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.part.PartLine;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a part of an evaluation has counted, from which the figures of the whole are made.
 *
 * @param errors those of the images, or null if nobody asked for them
 * @param slices what was counted of groups of the images, by their names
 */
public record PartialEvaluation(MatchTally tally, ErrorCollector errors, Map<String, MatchTally> slices) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SLICES = "slices";

    /** Writes it as lines of JSON. */
    public void write(OutputStream out) throws IOException {
        if (!slices.isEmpty()) {
            // before all else, so that a file that is cut short never reads as one without them
            ObjectNode line = PartLine.of(SLICES);
            slices.keySet().forEach(line.putArray(SLICES)::add);
            PartLine.write(line, out);
            for (MatchTally slice : slices.values()) {
                slice.write(out);
            }
        }
        tally.write(out);
        if (errors != null) {
            errors.write(out);
        } else {
            out.write("null\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    /** Reads what {@link #write} has written. @throws IllegalArgumentException if it is something else */
    public static PartialEvaluation read(Input input) throws IOException {
        try (InputStream in = input.open();
                JsonParser parser = MAPPER.createParser(in)) {
            JsonNode first = MAPPER.readTree(parser);
            Map<String, MatchTally> slices = new LinkedHashMap<>();
            boolean sliced = first != null && first.path("kind").asText().equals(SLICES);
            for (JsonNode name : sliced ? first.path(SLICES) : MAPPER.createArrayNode()) {
                slices.put(name.asText(), MatchTally.read(parser));
            }
            MatchTally tally = sliced ? MatchTally.read(parser) : MatchTally.read(first, parser);
            ErrorCollector errors = ErrorCollector.read(parser, tally);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("there is more behind its end");
            }
            return new PartialEvaluation(tally, errors, slices);
        } catch (JacksonException e) {
            throw PartLine.damaged(
                    input,
                    "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
                    e);
        } catch (IllegalArgumentException e) {
            throw PartLine.damaged(input, e.getMessage(), e);
        }
    }

    /**
     * Puts parts together, in whatever order. The errors are there if all parts have them.
     *
     * @param names of the parts, for messages
     * @throws IllegalArgumentException if they do not go together
     */
    public static PartialEvaluation merge(List<PartialEvaluation> parts, List<String> names) {
        List<MatchTally> tallies = new ArrayList<>();
        parts.forEach(part -> tallies.add(part.tally));
        MatchTally all = MatchTally.merge(tallies, names);
        Map<String, MatchTally> slices = slices(parts, names);
        if (!parts.stream().map(PartialEvaluation::errors).allMatch(Objects::nonNull)) {
            return new PartialEvaluation(all, null, slices);
        }
        ErrorCollector errors = new ErrorCollector(all.rules(), all.categories());
        parts.forEach(part -> errors.merge(part.errors));
        return new PartialEvaluation(all, errors, slices);
    }

    /** Of each slice what those parts have counted that have it. */
    private static Map<String, MatchTally> slices(List<PartialEvaluation> parts, List<String> names) {
        Map<String, List<MatchTally>> byName = new LinkedHashMap<>();
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (int p = 0; p < parts.size(); p++) {
            for (Map.Entry<String, MatchTally> slice : parts.get(p).slices.entrySet()) {
                byName.computeIfAbsent(slice.getKey(), name -> new ArrayList<>())
                        .add(slice.getValue());
                files.computeIfAbsent(slice.getKey(), name -> new ArrayList<>()).add(names.get(p));
            }
        }
        Map<String, MatchTally> merged = new LinkedHashMap<>();
        byName.forEach((name, tallies) -> merged.put(name, MatchTally.merge(tallies, files.get(name))));
        return merged;
    }
}
