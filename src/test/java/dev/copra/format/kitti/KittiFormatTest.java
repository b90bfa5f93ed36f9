package dev.copra.format.kitti;

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

/** Reads hand-made files with CRLF, a byte order mark, tabs, another encoding, and bad rows. */
class KittiFormatTest {
    private static final Path SAMPLE = Sample.path("kitti");

    @TempDir
    Path folder;

    @Test
    void itIsRecognised() throws IOException {
        for (Path input : List.of(
                SAMPLE,
                SAMPLE.resolve("training"),
                SAMPLE.resolve("training/label_2"),
                SAMPLE.resolve("testing"),
                SAMPLE.resolve("training/label_2/000001.txt"))) {
            assertEquals("kitti", Formats.of(Probe.of(input)).name(), input.toString());
        }
    }

    @Test
    void goodRowsSurviveBadOnes() throws IOException {
        Sample sample = Sample.read(new KittiFormat(), SAMPLE);
        assertEquals(
                List.of("Car", "DontCare", "Pedestrian", "Person_sitting", "Tram", "traffic light"),
                sample.categories());
        String file = "kitti/training/label_2/000001.txt:";
        assertEquals(
                List.of(
                        "kitti-row " + file
                                + "4: the row has 14 columns, not 15 or 16: type, truncated, occluded, alpha,"
                                + " left, top, right, bottom, height, width, length, x, y, z, rotation_y, perhaps a score",
                        "kitti-number " + file + "5: column 8: '4O' is not a number",
                        "kitti-box " + file
                                + "6: the box ends before it begins: left, top, right, bottom are 30, 20, 10, 40",
                        "kitti-number " + file + "7: column 7: 'NaN' is not a number",
                        "kitti-box " + file + "8: the box reaches to 1e99, where no pixel is",
                        "kitti-row " + file + "9: the row begins with a number, not with a type",
                        "encoding kitti/training/label_2/000003.txt: the file is not UTF-8; convert it, for example with"
                                + " iconv -f CP1252 -t UTF-8"),
                sample.problems());
        assertEquals(
                List.of(
                        "Car box 387.63 181.54 36.18 21.58 score 0.87 {alpha=1.85}",
                        "Person_sitting box 10.0 20.0 20.0 20.0"
                                + " {truncated=0, occluded=0, alpha=0, dimensions=[1,1,1], location=[1,1,1], rotation_y=0}",
                        "traffic light box 10.0 20.0 20.0 20.0"
                                + " {truncated=0, occluded=0, alpha=0, dimensions=[1,1,1], location=[1,1,1], rotation_y=0}",
                        "Tram box 10.0 20.0 0.0 0.0"
                                + " {truncated=0, occluded=1, alpha=0, dimensions=[1,1,1], location=[1,1,1], rotation_y=0}"),
                sample.texts("000001.png"));
    }

    @Test
    void whatIsNotKnownIsNoAttribute() throws IOException {
        Sample sample = Sample.read(new KittiFormat(), SAMPLE.resolve("training"));
        assertEquals(
                List.of(
                        "Pedestrian box 712.4 143.0 98.33 164.92 {truncated=0.0, occluded=0, alpha=-0.2,"
                                + " dimensions=[1.89,0.48,1.2], location=[1.84,1.47,8.41], rotation_y=0.01}",
                        "Car box 0.0 192.37 402.31 181.63 {truncated=0.88, occluded=3, alpha=-0.69,"
                                + " dimensions=[1.6,1.57,3.23], location=[-2.7,1.74,3.68], rotation_y=-1.29}",
                        "DontCare box 503.89 169.71 86.72 20.42"),
                sample.texts("000000.png"));
    }

    /** What is written of a row is that row, but for zeros that no number needs. */
    @Test
    void rowsComeBackAsTheyWere() throws IOException {
        Files.createDirectories(folder.resolve("in/label_2"));
        String rows = """
                Car 0.88 3 -0.69 0 192.37 402.31 374 1.6 1.57 3.23 -2.7 1.74 3.68 -1.29
                Car -1 -1 -10 0.1 0.2 0.3 0.7 -1 -1 -1 -1000 -1000 -1000 -10 0.25
                traffic_light 0.0 0 0.0 1 2 3 4 -1 -1 -1 -1000 -1000 -1000 -10
                """;
        Files.writeString(folder.resolve("in/label_2/a.txt"), rows);
        Files.writeString(folder.resolve("in/classes.txt"), "never used\ntraffic light\nCar\n");
        Ledger ledger = new Ledger();
        ReadOptions reading = new ReadOptions(
                null, null, List.of(), false, 1 << 20, p -> assertEquals("", p.getMessage()), new Ledger());
        try (DatasetSource source = new KittiFormat().open(folder.resolve("in"), reading)) {
            assertEquals("traffic light", source.catalog().categories().get(1).name());
            WriteOptions writing = new WriteOptions(
                    null,
                    WriteOptions.Transfer.NONE,
                    List.of(),
                    null,
                    Overlap.AREA,
                    false,
                    p -> assertEquals("", p.getMessage()),
                    ledger);
            new Conversion(source, new KittiFormat(), writing)
                    .write(
                            folder.resolve("out") + "/",
                            OutputStream.nullOutputStream(),
                            false,
                            Conversion.Condition.ALWAYS);
        }
        assertEquals(rows, Files.readString(folder.resolve("out/label_2/a.txt")));
        assertEquals("never used\ntraffic light\nCar\n", Files.readString(folder.resolve("out/classes.txt")));
        assertTrue(
                ledger.entries().stream().allMatch(e -> e.loss().key().equals("image_sizes")),
                ledger.entries().toString());
    }

    @Test
    void twoCategoriesOfOneTypeStayTwo() {
        assertEquals(
                List.of("a_b", "a_b_2", "_", "a_b_2_2", "\uD83D\uDC31_x"),
                KittiTypes.of(List.of("a b", "a_b", "", "a_b_2", "\uD83D\uDC31\u00A0x")));
    }

    /** Names with spaces are written as they are by some, who call the folders labels and images. */
    @Test
    void allWordsBeforeTheNumbersAreTheType() throws IOException {
        Files.createDirectories(folder.resolve("train/labels"));
        Files.createDirectories(folder.resolve("train/images"));
        Files.copy(Path.of("testdata/scenes/images/tiny.png"), folder.resolve("train/images/a.png"));
        String row = " -1 -1 -10 1 2 3 5 -1 -1 -1 -1000 -1000 -1000 -10";
        Files.writeString(
                folder.resolve("train/labels/a.txt"),
                "traffic light" + row + "\na b  c" + row + " 0.5\nCar" + row + "\nCar" + row + " 0.25\n");
        assertEquals("kitti", Formats.of(Probe.of(folder)).name());
        Sample sample = Sample.read(new KittiFormat(), folder);
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("a.png 'train' 48x32"), sample.images());
        assertEquals(
                List.of(
                        "traffic light box 1.0 2.0 2.0 3.0",
                        "a b c box 1.0 2.0 2.0 3.0 score 0.5",
                        "Car box 1.0 2.0 2.0 3.0",
                        "Car box 1.0 2.0 2.0 3.0 score 0.25"),
                sample.texts("a.png"));
        Files.writeString(folder.resolve("train/labels/a.txt"), "0 .1 .2 .3 .4 .5 .6 .7 .8 .9 .1 .2 .3 .4 .5 .6 .7\n");
        assertEquals("yolo-segment", Formats.of(Probe.of(folder)).name());
    }
}
