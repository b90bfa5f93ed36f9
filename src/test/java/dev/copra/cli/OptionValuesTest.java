package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.cli.console.ExitCode;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that no option can mean are refused, and the option is named. */
class OptionValuesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "--side, 0, --side",
        "--side, -3, --side",
        "--side, x, --side: 'x' is not a whole number",
        "--sample, 0, --sample",
        "--worst, 0, --worst",
        "--limit, 0, --limit",
        "--limit, 1.5, --limit: '1.5' is not a whole number",
        "--side, 40000, too large",
        "--side, 2147483647, too large",
        "--columns, 2147483647, too large",
        "--min-score, NaN, --min-score: 'NaN' is not a number from 0 to 1",
    })
    void whatCannotBeDrawnIsRefused(String option, String value, String message) {
        Path out = folder.resolve("sheet.png");
        Typed typed = copra(
                "show",
                "testdata/scenes/instances.json",
                "--images",
                "testdata/scenes/images",
                option,
                value,
                "-o",
                out.toString());
        assertEquals(2, typed.code(), typed.err());
        assertTrue(typed.err().contains(message), typed.err());
        assertFalse(typed.err().contains("bug"), typed.err());
        assertFalse(Files.exists(out));
    }

    @ParameterizedTest
    @CsvSource({"polygon", "fill"})
    void aBoxBeyondAllNumbersCostsNoOtherMask(String strategy) throws Exception {
        Path in = folder.resolve("in.json");
        Files.writeString(in, """
                {"images": [{"id": 1, "width": 9, "height": 9}], "categories": [{"id": 1, "name": "a"}], "annotations": [
                {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1e308, 1e308, 1e308, 1e308]},
                {"id": 2, "image_id": 1, "category_id": 1, "bbox": [-1e300, -1e300, 1e308, 1e308]},
                {"id": 3, "image_id": 1, "category_id": 1, "bbox": [1, 1, 5, 5]}]}
                """);
        Typed plain = strategy.equals("fill")
                ? copra("mask", in.toString(), "--strategy", strategy)
                : copra("mask", in.toString(), "--strategy", strategy, "--shape", "ellipse");
        assertFalse(plain.err().contains("bug"), plain.err());
        assertTrue(plain.code() < 2, plain.err());
    }

    /** As {@code copra ... | head -1}. What is written last is written when the command has ended, and is larger than nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "report testdata/scenes/instances.json",
                "stats testdata/scenes/instances.json",
                "stats testdata/scenes/instances.json --csv -",
                "eval testdata/scenes/instances.json RESULTS --per-category",
                "eval testdata/scenes/instances.json RESULTS --csv -",
                "eval testdata/scenes/instances.json RESULTS --partial -",
                "compare testdata/scenes/instances.json RESULTS RESULTS --bootstrap 3",
                "compare testdata/scenes/instances.json RESULTS RESULTS --bootstrap 3 --csv -",
                "aggregate PARTIAL",
                "anchors testdata/scenes/instances.json -k 2",
                "proposals testdata/scenes/instances.json RESULTS",
                "filter testdata/scenes/instances.json",
                "validate testdata/scenes/instances.json",
            })
    void aReaderThatHasGoneEndsACommandInSilence(String line) throws Exception {
        Path results = folder.resolve("results.json");
        Files.writeString(results, "[{\"image_id\": 37, \"category_id\": 1, \"bbox\": [1, 1, 9, 9], \"score\": 1}]");
        Path partial = folder.resolve("partial");
        if (line.contains("PARTIAL")) {
            copra("eval", "testdata/scenes/instances.json", results.toString(), "--partial", partial.toString());
        }
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws java.io.IOException {
                throw new java.io.IOException("Broken pipe");
            }
        };
        java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
        String quiet = line.replace("RESULTS", results.toString()).replace("PARTIAL", partial.toString()) + " --quiet";
        int code = Main.run(
                gone, new java.io.PrintStream(err, true), java.io.InputStream.nullInputStream(), quiet.split(" "));
        assertEquals(ExitCode.CLOSED_PIPE, code, err.toString());
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "stats testdata/scenes/instances.json --plots -",
        "'split testdata/scenes/instances.json a:.5,b:.5 -o -'",
        "crop testdata/scenes/instances.json --images testdata/scenes/images -o -",
        "export-training testdata/scenes/instances.json --images testdata/scenes/images --to torchvision -o -",
    })
    void aFolderIsNotWrittenToStandardOutput(String line) {
        Typed typed = copra(line.split(" "));
        boolean made = Files.exists(Path.of("-"));
        assertFalse(made);
        assertEquals(2, typed.code(), typed.err());
        assertTrue(typed.err().contains("standard output"), typed.err());
    }
}
