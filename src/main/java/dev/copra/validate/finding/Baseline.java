package dev.copra.validate.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.coco.Messages;
import dev.copra.io.FileRefusedException;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The findings that are known already and shall not be reported: the {@linkplain Finding#key keys} of each input, which goes by
 * its path from the baseline's own directory, with slashes. The file has one key a line, sorted, and is made to be committed.
 */
public final class Baseline {
    /** Leaves nothing out. */
    public static final Baseline NONE = new Baseline(Path.of("").toAbsolutePath(), Map.of(), Set.of());

    private static final int VERSION = 2;
    private static final String STANDARD_INPUT = "-";

    private final Path directory;
    private final Map<String, List<String>> findings;
    /** Of a baseline of version 1, whose keys name no input. */
    private final Set<String> ofAnyInput;

    private Baseline(Path directory, Map<String, List<String>> findings, Set<String> ofAnyInput) {
        this.directory = directory;
        this.findings = findings;
        this.ofAnyInput = ofAnyInput;
    }

    /** As it stands in the file: version 1 had the member known alone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Content(Integer version, Map<String, List<String>> findings, List<String> known) {}

    /** As {@link #read(Path)}; tells if it was written by a Copra that did not keep the files of findings. */
    public static Baseline read(Path file, Messages messages) throws IOException {
        Baseline baseline = read(file);
        if (baseline.isOld()) {
            messages.warn(
                    file + " was written by an older Copra: its findings name no file and are left out of every input",
                    Remedy.NEW_BASELINE);
        }
        return baseline;
    }

    /** @throws IOException if it is no baseline; names the file */
    static Baseline read(Path file) throws IOException {
        Content content;
        try {
            content = new JsonMapper().readValue(Files.readAllBytes(file), Content.class);
        } catch (JacksonException e) {
            throw refused(file, "is no baseline: " + e.getOriginalMessage(), e);
        }
        if (content == null || (content.findings() == null) == (content.known() == null)) {
            throw refused(file, "is no baseline", null);
        }
        if (content.findings() == null) {
            return new Baseline(directory(file), Map.of(), new HashSet<>(content.known()));
        }
        if (content.version() == null || content.version() != VERSION) {
            throw refused(
                    file,
                    "is a baseline of version " + content.version() + "; this Copra reads version " + VERSION,
                    null);
        }
        return new Baseline(directory(file), content.findings(), Set.of());
    }

    private static FileRefusedException refused(Path file, String reason, Throwable cause) {
        FileRefusedException refused = new FileRefusedException(file.toString(), reason, Remedy.NEW_BASELINE);
        refused.initCause(cause);
        return refused;
    }

    /** Whether its keys name no input, so that it leaves out too much. */
    private boolean isOld() {
        return !ofAnyInput.isEmpty();
    }

    /** The keys of the findings to leave out of an input. @param input null for standard input */
    public Set<String> of(Path input) {
        return isOld() ? ofAnyInput : new HashSet<>(findings.getOrDefault(nameFrom(directory, input), List.of()));
    }

    /**
     * Writes a baseline.
     *
     * @param file that it will be
     * @param inputs null for standard input
     * @param found in each of the inputs
     */
    public static void write(OutputStream out, Path file, List<Path> inputs, List<Findings> found) throws IOException {
        Map<String, List<String>> findings = new TreeMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            findings.put(nameFrom(directory(file), inputs.get(i)), found.get(i).keys());
        }
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        lines.indentArraysWith(indent);
        lines.indentObjectsWith(indent);
        try {
            String json = new JsonMapper().writer(lines).writeValueAsString(new Content(VERSION, findings, null));
            out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path directory(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.getParent() == null ? absolute : absolute.getParent();
    }

    private static String nameFrom(Path directory, Path input) {
        if (input == null) {
            return STANDARD_INPUT;
        }
        Path absolute = input.toAbsolutePath().normalize();
        boolean related = absolute.getRoot().equals(directory.getRoot());
        Path named = related ? directory.relativize(absolute) : absolute;
        return named.toString().replace(named.getFileSystem().getSeparator(), "/");
    }
}
