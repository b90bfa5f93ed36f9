package dev.copra.format.openimages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.format.Conversion;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Overlap;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads hand-made tables with CRLF, rows of one image in two places, masks of other sizes, and bad rows. */
class OpenImagesFormatTest {
    private static final Path SAMPLE = Sample.path("openimages");

    @TempDir
    Path folder;

    @Test
    void itIsRecognised() throws IOException {
        for (String input : List.of("", "train-annotations-bbox.csv", "train-annotations-object-segmentation.csv")) {
            assertEquals(
                    "openimages", Formats.of(Probe.of(SAMPLE.resolve(input))).name(), input);
        }
    }

    @Test
    void boxesAndMasksOfAnImageComeTogether() throws IOException {
        Sample sample = Sample.read(new OpenImagesFormat(), SAMPLE);
        assertEquals(List.of("Tortoise", "Airplane", "a, \"b\"", "Never used", "/m/x"), sample.categories());
        assertEquals(List.of("00aa.png 'train' 8x6", "00bb.png 'train' 8x6"), sample.images());
        assertEquals(
                List.of(
                        "Airplane box 1.0 0.0 4.0 3.0 mask 12 {occluded=false, truncated=true, is_inside=false}"
                                + " extras {Source=\"xclick\", PredictedIoU=0.86, Clicks=\"0.1 0.2 1;0.3 0.4 0\"}",
                        "a, \"b\" box 4.0 3.0 4.0 3.0 crowd extras {Source=\"activemil\"}",
                        "Airplane box 1.0 0.0 4.0 3.0 {occluded=false, truncated=false, is_depiction=false,"
                                + " is_inside=false} extras {Source=\"xclick\"}"),
                sample.texts("00aa.png"));
        assertEquals(
                List.of(
                        "/m/x box 2.0 1.5 2.0 1.5 score 0.75 {occluded=false, truncated=false, is_depiction=false,"
                                + " is_inside=false}",
                        "a, \"b\" box 0.0 0.0 8.0 6.0 mask 2"),
                sample.texts("00bb.png"));
        assertEquals(Id.of("8423020b"), sample.instances("00aa.png").get(0).id());
    }

    /** As globox writes it: the image by its file's whole name, flags left empty. */
    @Test
    void anImageMayBeNamedWithItsEnding() throws IOException {
        Files.writeString(
                folder.resolve("boxes.csv"),
                "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,"
                        + "IsInside\n00aa.png,,cat,,0.25,0.5,0,1,,,,,\n");
        Path images = Files.createDirectory(folder.resolve("images"));
        ImageIO.write(
                new BufferedImage(8, 4, BufferedImage.TYPE_3BYTE_BGR),
                "png",
                images.resolve("00aa.png").toFile());
        Sample sample = Sample.read(new OpenImagesFormat(), folder.resolve("boxes.csv"));
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("cat box 2.0 0.0 2.0 4.0"), sample.texts("00aa.png"));
    }

    @Test
    void goodRowsSurviveBadOnes() throws IOException {
        String boxes = " openimages/train-annotations-bbox.csv:";
        String masks = " openimages/train-annotations-object-segmentation.csv:";
        List<String> expected = List.of(
                "openimages-class openimages/class-descriptions-boxable.csv:5: the line is no label and name of a class",
                "file-name ../evil.png",
                "mask-file" + masks + "4: there is no 00aa_missing.png in ",
                "openimages-box" + boxes + "6: the box ends before it begins",
                "openimages-number" + boxes + "7: XMin is '120', which is no fraction of the image's side",
                "openimages-number" + boxes + "8: XMax is '', which is no fraction of the image's side",
                "openimages-number" + boxes + "9: XMin is '', which is no fraction of the image's side",
                "openimages-class" + boxes + "10: the row has no LabelName",
                "openimages-image" + boxes + "11: the row has no ImageID",
                "openimages-number" + boxes + "12: Confidence is 'high', which is no number",
                "image-missing" + boxes + "13: the boxes of 00cc are fractions of its size: ",
                "encoding" + boxes + "15: the row is not UTF-8; convert the file, for example with iconv -f CP1252",
                "mask-file" + masks + "6: ");
        List<String> problems =
                new ArrayList<>(Sample.read(new OpenImagesFormat(), SAMPLE).problems());
        for (String start : expected) {
            assertTrue(problems.removeIf(p -> p.startsWith(start)), start + " is not in " + problems);
        }
        assertEquals(List.of(), problems);
    }

    private static ReadOptions reading(Ledger ledger) {
        return new ReadOptions(null, null, List.of(), false, 1 << 20, p -> {}, ledger);
    }

    @Test
    void whatIsNotReadIsCounted() throws IOException {
        Ledger ledger = new Ledger();
        try (DatasetSource source = new OpenImagesFormat().open(SAMPLE, reading(ledger))) {
            source.read((image, instances) -> {});
        }
        assertEquals(
                Map.of(Loss.CATALOG, 1L, Loss.EXTRAS, 1L, Loss.PIXELS, 1L),
                Map.of(
                        Loss.CATALOG,
                        ledger.count(Loss.CATALOG),
                        Loss.EXTRAS,
                        ledger.count(Loss.EXTRAS),
                        Loss.PIXELS,
                        ledger.count(Loss.PIXELS)));
        assertTrue(
                ledger.entries()
                        .get(ledger.entries().size() - 1)
                        .places()
                        .get(0)
                        .contains("imagelabels.csv"),
                ledger.entries().toString());
    }

    /** Labels, flags, sources and ids of masks are those that they were. */
    @Test
    void tablesComeBackAsTheyWere() throws IOException {
        Ledger ledger = new Ledger();
        try (DatasetSource source = new OpenImagesFormat().open(SAMPLE, reading(new Ledger()))) {
            WriteOptions writing = new WriteOptions(
                    null,
                    WriteOptions.Transfer.NONE,
                    List.of(),
                    null,
                    Overlap.AREA,
                    false,
                    p -> assertEquals("", p.getMessage()),
                    ledger);
            new Conversion(source, new OpenImagesFormat(), writing)
                    .write(
                            folder.resolve("out") + "/",
                            OutputStream.nullOutputStream(),
                            false,
                            Conversion.Condition.ALWAYS);
        }
        assertTrue(ledger.isEmpty(), ledger.entries().toString());
        assertEquals("""
                ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside
                00aa,xclick,/m/0cmf2,1,0.125,0.625,0,0.5,0,1,0,-1,0
                00aa,activemil,/m/099,1,0.5,1,0.5,1,-1,-1,1,-1,-1
                00aa,xclick,/m/0cmf2,1,0.125,0.625,0,0.5,0,0,0,0,0
                00bb,,/m/x,0.75,0.25,0.5,0.25,0.5,0,0,0,0,0
                00bb,,/m/099,1,0,1,0,1,-1,-1,0,-1,-1
                """, text("train-annotations-bbox.csv").replace("\"", ""));
        assertEquals("""
                LabelName,DisplayName
                /m/011k07,Tortoise
                /m/0cmf2,Airplane
                /m/099,"a, ""b\"""
                /m/nobody,"Never used"
                /m/x,/m/x
                """, text("oidv6-class-descriptions.csv"));
        Sample back = Sample.read(new OpenImagesFormat(), folder.resolve("out"));
        Sample before = Sample.read(new OpenImagesFormat(), SAMPLE);
        for (String image : List.of("00aa.png", "00bb.png")) {
            assertEquals(before.texts(image), back.texts(image));
        }
        assertEquals(List.of(), back.problems());
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve("out/annotations").resolve(name));
    }

    /** Files round their numbers, so two boxes near each other may both be meant; the nearer one is. */
    @Test
    void aMaskBelongsToTheNearestBox() throws IOException {
        Files.createDirectories(folder.resolve("in/masks"));
        Files.copy(
                SAMPLE.resolve("train-masks/00bb_m099_1.png"),
                folder.resolve("in/masks").resolve("m.png"));
        Files.writeString(folder.resolve("in/images.csv"), "ImageID,FileName,Width,Height\na,a.jpg,800,600\n");
        Files.writeString(
                folder.resolve("in/boxes.csv"),
                "ImageID,LabelName,XMin,XMax,YMin,YMax\na,x,0.1,0.5,0.1,0.5\na,x,0.10006,0.5,0.1,0.5\n");
        Files.writeString(
                folder.resolve("in/masks.csv"),
                "MaskPath,ImageID,LabelName,BoxXMin,BoxXMax,BoxYMin,BoxYMax\nm.png,a,x,0.10005,0.5,0.1,0.5\n");
        Sample sample = Sample.read(new OpenImagesFormat(), folder.resolve("in"));
        assertEquals(List.of(), sample.problems());
        assertEquals(
                List.of("x box 80.0 60.0 320.0 240.0", "x box 80.05 60.0 319.95 240.0 mask 20000"),
                sample.texts("a.jpg"));
    }

    @Test
    void everyCategoryHasALabelOfItsOwn() {
        List<DatasetCategory> categories = List.of(
                new DatasetCategory(Id.of(2), "two"),
                new DatasetCategory(Id.of("x"), "text"),
                new DatasetCategory(Id.NONE, "none"),
                new DatasetCategory(Id.of(1), "one"));
        assertEquals(List.of("2", "3", "4", "1"), OpenClasses.labels(categories));
    }
}
