package dev.copra.evaluate.analysis;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a part of an evaluation has counted, from which the figures of the whole are made.
 *
 * @param errors those of the images, or null if nobody asked for them
 */
public record PartialEvaluation(MatchTally tally, ErrorCollector errors) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Writes it as lines of JSON. */
    public void write(OutputStream out) throws IOException {
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
            MatchTally tally = MatchTally.read(parser);
            ErrorCollector errors = ErrorCollector.read(parser, tally);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("there is more behind its end");
            }
            return new PartialEvaluation(tally, errors);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    input.name() + ": this is no partial evaluation, or it is damaged: line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    input.name() + ": this is no partial evaluation, or it is damaged: " + e.getMessage(), e);
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
        if (!parts.stream().map(PartialEvaluation::errors).allMatch(Objects::nonNull)) {
            return new PartialEvaluation(all, null);
        }
        ErrorCollector errors = new ErrorCollector(all.rules(), all.categories());
        parts.forEach(part -> errors.merge(part.errors));
        return new PartialEvaluation(all, errors);
    }
}
