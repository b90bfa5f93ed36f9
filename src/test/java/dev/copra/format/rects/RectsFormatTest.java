package dev.copra.format.rects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Ledger;
import dev.copra.format.Conversion;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Overlap;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads hand-made files with CRLF, a byte order mark, another encoding, files that end early, and bad records. */
class RectsFormatTest {
    private static final Path SAMPLE = Sample.path("rects");

    @TempDir
    Path folder;

    @Test
    void itIsRecognised() throws IOException {
        for (Path input : List.of(
                SAMPLE,
                SAMPLE.resolve("gt"),
                SAMPLE.resolve("gt_unicode"),
                SAMPLE.resolve("gt/train_ReCTS_000001.json"))) {
            assertEquals("rects", Formats.of(Probe.of(input)).name(), input.toString());
        }
    }

    @Test
    void charactersAndLinesAreCategories() throws IOException {
        Sample sample = Sample.read(new RectsFormat(), SAMPLE);
        assertEquals(List.of("char", "line", "sign"), sample.categories());
        assertEquals(
                List.of(
                        "train_ReCTS_000001.jpg '' 0x0",
                        "train_ReCTS_000002.jpg '' 0x0",
                        "train_ReCTS_000003.jpg '' 0x0"),
                sample.images());
        assertEquals(
                List.of(
                        "char box 10.0 20.0 30.0 40.0 {transcription=\"猫\"}",
                        "char rings 0 {transcription=\"###\", ignore=true}",
                        "line box -11.21 12.93 42.43 14.14 turned 45.0 {transcription=\"a \\\"b\\\" <c>\"}"),
                sample.texts("train_ReCTS_000001.jpg"));
        assertEquals(List.of(), sample.texts("train_ReCTS_000003.jpg"));
    }

    @Test
    void goodRecordsSurviveBadOnes() throws IOException {
        Sample sample = Sample.read(new RectsFormat(), SAMPLE);
        String file = " rects/gt/train_ReCTS_00000";
        String points = ": its points are not eight numbers x, y of four corners";
        assertEquals(
                List.of(
                        "rects-points" + file + "2.json, lines[0]" + points,
                        "rects-points" + file + "2.json, lines[1]" + points,
                        "rects-points" + file + "2.json, lines[2]" + points,
                        "rects-points" + file + "2.json, lines[3]" + points,
                        "rects-points" + file + "2.json, lines[4]" + points,
                        "json" + file + "4.json: the file is no JSON object; it is left out",
                        "rects-file" + file
                                + "5.json: the file has no list 'chars' and no list 'lines'; it is left out",
                        "encoding" + file
                                + "6.json: the file is not UTF-8; convert it, for example with iconv -f CP1252 -t UTF-8"),
                sample.problems().subList(0, sample.problems().size() - 1));
        String last = sample.problems().get(sample.problems().size() - 1);
        assertTrue(last.startsWith("json" + file + "7.json:2: "), last);
        assertEquals(
                List.of("sign box 1.0 1.0 8.5 2.0 {transcription=7, ignore=true}"),
                sample.texts("train_ReCTS_000002.jpg"));
    }

    @Test
    void filesComeBackAsTheyWere() throws IOException {
        Files.createDirectories(folder.resolve("in/val/gt"));
        String file = """
                {"chars": [
                {"ignore": 0, "transcription": "猫", "points": [10,20,40,20,40,60,10,60]}
                ],
                "lines": [
                {"ignore": 1, "transcription": "", "points": [10,20,40,25,40,60,10,55]},
                {"ignore": 0, "transcription": "x\\"", "points": [1,1,9.5,1,9.5,3,1,3], "category": "sign"}
                ]}
                """;
        Files.writeString(folder.resolve("in/val/gt/a.json"), file);
        Ledger ledger = new Ledger();
        ReadOptions reading = new ReadOptions(
                null, null, List.of(), false, 1 << 20, p -> assertEquals("", p.getMessage()), new Ledger());
        try (DatasetSource source = new RectsFormat().open(folder.resolve("in"), reading)) {
            WriteOptions writing = new WriteOptions(
                    null,
                    WriteOptions.Transfer.NONE,
                    List.of(),
                    null,
                    Overlap.AREA,
                    false,
                    p -> assertEquals("", p.getMessage()),
                    ledger);
            new Conversion(source, new RectsFormat(), writing)
                    .write(
                            folder.resolve("out") + "/",
                            OutputStream.nullOutputStream(),
                            false,
                            Conversion.Condition.ALWAYS);
        }
        assertEquals(file, Files.readString(folder.resolve("out/val/gt/a.json")));
        assertEquals(
                List.of("image_sizes"),
                ledger.entries().stream().map(e -> e.loss().key()).toList());
    }
}
