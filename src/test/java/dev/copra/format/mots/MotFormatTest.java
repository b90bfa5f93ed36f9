package dev.copra.format.mots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Overlap;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads hand-made files: a challenge with CRLF and bad rows, what CVAT writes, and what trackers write. */
class MotFormatTest {
    private static final Path SAMPLE = Sample.path("mot");
    private static final Path CHALLENGE = SAMPLE.resolve("challenge");

    @TempDir
    Path folder;

    @Test
    void itIsRecognised() throws IOException {
        for (String input : List.of(
                "challenge",
                "challenge/train",
                "challenge/train/MOT17-02",
                "challenge/train/MOT17-02/gt/gt.txt",
                "challenge/test/MOT17-01",
                "cvat",
                "results")) {
            assertEquals("mot", Formats.of(Probe.of(SAMPLE.resolve(input))).name(), input);
        }
    }

    @Test
    void eightNumbersByThemselvesAreSomethingElse() throws IOException {
        Files.createDirectories(folder.resolve("annotations"));
        Files.writeString(folder.resolve("annotations/a.txt"), "684,8,273,116,0,0,0,0\n");
        assertNull(Formats.of(Probe.of(folder.resolve("annotations"))));
        assertNull(Formats.of(Probe.of(folder.resolve("annotations/a.txt"))));
        Files.writeString(folder.resolve("gt.txt"), "684,8,273,116,1,2,1,1\n");
        assertEquals("mot", Formats.of(Probe.of(folder.resolve("gt.txt"))).name());
    }

    @Test
    void goodRowsSurviveBadOnes() throws IOException {
        Sample sample = Sample.read(new MotFormat(), CHALLENGE);
        String file = " challenge/train/MOT17-02/gt/gt.txt:";
        assertEquals(
                List.of(
                        "mot-seqinfo challenge/test/MOT17-01/seqinfo.ini:4: 'many' is no number from 0 on; it is taken"
                                + " as not known",
                        "encoding challenge/test/MOT17-04/gt/gt.txt: the file is not UTF-8; convert it, for example with"
                                + " iconv -f CP1252 -t UTF-8",
                        "mot-frame" + file + "6: '0' is no frame; they are counted from 1",
                        "mot-class" + file + "7: class 99 has no name",
                        "mot-number" + file + "8: column 2: 'x' is not a number",
                        "mot-track" + file + "9: '1.5' is no track; it is a whole number, or -1 for none",
                        "mot-box" + file + "10: the box has a negative side",
                        "mot-row" + file + "11: the row has 5 columns, not 6 to 10: frame, track, left, top, width,"
                                + " height, confidence, class, visibility",
                        "mot-box" + file + "12: the box reaches to 1e300, where no pixel is"),
                sample.problems());
        assertEquals(
                List.of(
                        "static person box 911.0 483.0 97.0 109.0 track 1 {ignored=true}",
                        "pedestrian box 1337.0 417.0 167.0 379.0 track 2 {visibility=0.25}",
                        "pedestrian box 0.0 0.0 2.0 2.0 score 0.5 track 3"),
                sample.texts("MOT17-02/img1/000001.png"));
    }

    /** The truth of a sequence is read, and its detections where there is none; frames without a row are images, too. */
    @Test
    void framesHaveTheNamesAndSizesOfTheirSequence() throws IOException {
        Sample sample = Sample.read(new MotFormat(), CHALLENGE);
        assertEquals(
                List.of(
                        "MOT17-01/frames/000001.jpg 'test' 0x0",
                        "MOT17-01/frames/000003.jpg 'test' 0x0",
                        "MOT17-02/img1/000001.png 'train' 1920x1080",
                        "MOT17-02/img1/000002.png 'train' 1920x1080",
                        "MOT17-02/img1/000003.png 'train' 1920x1080",
                        "MOT17-02/img1/000004.png 'train' 1920x1080",
                        "MOT17-02/img1/000005.png 'train' 1920x1080"),
                sample.images());
        assertEquals(List.of(), sample.texts("MOT17-02/img1/000003.png"));
        assertEquals(
                List.of("pedestrian box 1358.1 412.27 120.26 362.77 score 2.3092"),
                sample.texts("MOT17-01/frames/000001.jpg"));
        assertEquals(
                List.of("pedestrian box 0.0 0.0 10.0 20.0 score 0.0", "pedestrian box 0.0 0.0 10.0 20.0"),
                sample.texts("MOT17-01/frames/000003.jpg"));
    }

    @Test
    void labelsOfCvatNameTheClasses() throws IOException {
        Sample sample = Sample.read(new MotFormat(), SAMPLE.resolve("cvat"));
        assertEquals(List.of("cat", "big dog"), sample.categories());
        assertEquals(
                List.of("cat box 1362.0 568.0 103.0 241.0 track 1 {visibility=0.86014}"),
                sample.texts("cvat/img1/000001.jpg"));
        assertEquals(List.of("mot-class mot/cvat/gt/gt.txt:3: class 3 has no name"), problems(sample));
    }

    private static List<String> problems(Sample sample) {
        return sample.problems().stream()
                .map(p -> p.replace(" cvat/", " mot/cvat/"))
                .toList();
    }

    @Test
    void resultsOfATrackerHaveScores() throws IOException {
        Sample sample = Sample.read(new MotFormat(), SAMPLE.resolve("results"));
        assertEquals(List.of(), sample.problems());
        assertEquals(
                List.of(
                        "pedestrian box 793.27 246.59 71.25 174.88 track 3",
                        "pedestrian box 0.0 0.0 2.0 2.0 score 1.0 track 4 {world=[3.5,-2.0,0.0]}"),
                sample.texts("TUD-Campus/img1/000001.jpg"));
        assertEquals(
                List.of("pedestrian box 0.0 0.0 2.0 2.0 score 0.5 track 4 {visibility=0.5}"),
                sample.texts("TUD-Campus/img1/000002.jpg"));
        assertEquals(1, sample.instances("PETS/S2/img1/000007.jpg").size());
    }

    private Ledger write(String output, Instance... instances) throws IOException {
        Ledger ledger = new Ledger();
        WriteOptions options = new WriteOptions(
                null,
                WriteOptions.Transfer.NONE,
                List.of(),
                null,
                Overlap.AREA,
                false,
                p -> assertEquals("", p.getMessage()),
                ledger);
        try (OutputFolder out = OutputFolder.open(folder.resolve(output), false)) {
            MotSink sink = new MotSink(out, options);
            sink.begin(new Catalog(List.of(new DatasetCategory(Id.of(3), "a car"))));
            sink.image(new DatasetImage(Id.NONE, "s/frame-0.jpg", "", 64, 48), List.of());
            sink.image(new DatasetImage(Id.NONE, "s/frame-7.jpg", "", 64, 48), List.of(instances));
            sink.image(new DatasetImage(Id.NONE, "s/other-7.jpg", "", 64, 48), List.of());
            sink.finish();
            out.commit();
        }
        return ledger;
    }

    private static Instance.Builder car() {
        return Instance.builder().category(0).box(new Box(0, 0.1, 2, 3.5));
    }

    @Test
    void boxesWithScoresAndWithoutTracksAreDetections() throws IOException {
        Ledger ledger = write("det", car().score(0.5).build(), car().score(0).build());
        assertEquals(1, ledger.count(Loss.SCORE));
        assertFalse(Files.exists(folder.resolve("det/s/det")));
        write("all", car().score(0.5).build(), car().score(0.25).build());
        assertEquals("7,-1,1,1.1,2,3.5,0.5,3,-1\n7,-1,1,1.1,2,3.5,0.25,3,-1\n", text("all/s/det/det.txt"));
        assertFalse(Files.exists(folder.resolve("all/s/gt")));
        write("mixed", car().score(0.5).build(), car().track(Id.of(9)).build());
        assertEquals("7,1,1,1.1,2,3.5,0.5,3,1\n7,9,1,1.1,2,3.5,1,3,1\n", text("mixed/s/gt/gt.txt"));
        assertFalse(Files.exists(folder.resolve("mixed/s/det")));
    }

    /** Frames are counted from 1, and two images are two frames. */
    @Test
    void theLengthOfASequenceIsItsLastFrame() throws IOException {
        write("out");
        assertEquals(
                "[Sequence]\nname=s\nimDir=img1\nframeRate=30\nseqLength=8\nimWidth=64\nimHeight=48\nimExt=.jpg\n",
                text("out/s/seqinfo.ini"));
        assertEquals("3 a car\n", text("out/classes.txt"));
        Sample sample = Sample.read(new MotFormat(), folder.resolve("out"));
        assertEquals(
                List.of("s/frame-0.jpg '' 64x48", "s/frame-7.jpg '' 64x48", "s/other-7.jpg '' 64x48"), sample.images());
    }

    /** Found by changing bytes at random: a name that no file can have, and numbers that no sequence has. */
    @Test
    void whatASequenceCannotHaveIsTold() throws IOException {
        Files.createDirectories(folder.resolve("m/s/gt"));
        Files.writeString(folder.resolve("m/s/gt/gt.txt"), "1,1,1,1,2,2,1,1,1\n1,2,1,1,2,2,1e999,1,1\n");
        Files.writeString(
                folder.resolve("m/s/seqinfo.ini"),
                "imDir=../..\nimDir=fr\0ames\nimExt=/../x\nseqLength=2000000000\nimWidth=99999999999\n");
        Sample sample = Sample.read(new MotFormat(), folder.resolve("m"));
        assertEquals(List.of("s/img1/000001.jpg '' 0x0"), sample.images());
        assertEquals(1, sample.instances("s/img1/000001.jpg").size());
        assertEquals(
                List.of(
                        "mot-number m/s/gt/gt.txt:2: column 7: '1e999' is not a number",
                        "mot-seqinfo m/s/seqinfo.ini:1: this is no folder in that of the sequence; img1 is taken",
                        "mot-seqinfo m/s/seqinfo.ini:2: this is no folder in that of the sequence; img1 is taken",
                        "mot-seqinfo m/s/seqinfo.ini:3: this is no ending of names, such as .jpg; .jpg is taken",
                        "mot-seqinfo m/s/seqinfo.ini:5: '99999999999' is no number from 0 on; it is taken as not known",
                        "mot-seqinfo m/s/gt/gt.txt: the sequence is stated to have 2000000000 frames; those without a row"
                                + " are left out"),
                sample.problems());
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
