package dev.copra.format.voc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.Sample;
import dev.copra.format.contract.Overlap;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.region.VocPalette;
import dev.copra.image.LabelPng;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Rle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocSegmentFormatTest {
    private static final int WIDTH = 8;
    private static final int HEIGHT = 4;

    @TempDir
    Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("SegmentationObject"));
        Files.createDirectories(folder.resolve("SegmentationClass"));
    }

    /** A picture whose rows are all the same. */
    private void indexed(String name, int... row) throws IOException {
        int[] values = new int[WIDTH * HEIGHT];
        Arrays.setAll(values, i -> row[i % WIDTH]);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            LabelPng.writeIndexed(out, WIDTH, HEIGHT, values, VocPalette.all());
        }
    }

    private void coloured(String name, int... row) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, row[i % WIDTH]);
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    @Test
    void bordersBelongToNothingAndNumbersAreTheClassesOfVoc() throws IOException {
        indexed("SegmentationObject/a.png", 0, 255, 1, 1, 255, 2, 2, 255);
        indexed("SegmentationClass/a.png", 0, 255, 15, 15, 255, 8, 8, 255);
        Sample sample = Sample.read(new VocSegmentFormat(), folder);
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("a.jpg '' 8x4"), sample.images());
        assertEquals(List.of("person mask 8", "cat mask 8"), sample.texts("a.jpg"));
    }

    @Test
    void coloursAreReadByTheTable() throws IOException {
        Files.writeString(
                folder.resolve("labelmap.txt"),
                "# label:color_rgb:parts:actions\nbackground:0,0,0::\nroad: side:250,50,83::\ncat:10,20,30::\n");
        coloured("SegmentationObject/a.png", 0, 0x800000, 0x800000, 0x008000, 0, 0, 0, 0);
        coloured("SegmentationClass/a.png", 0, 0xFA3253, 0xFA3253, 0x0A141E, 0, 0, 0, 0);
        Sample sample = Sample.read(new VocSegmentFormat(), folder);
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("road: side mask 8", "cat mask 4"), sample.texts("a.jpg"));
    }

    @Test
    void aDamagedPictureIsToldAndCostsItselfAlone() throws IOException {
        indexed("SegmentationObject/a.png", 0, 0, 1, 1, 0, 0, 0, 0);
        indexed("SegmentationClass/a.png", 0, 0, 15, 15, 0, 0, 0, 0);
        indexed("SegmentationObject/b.png", 0, 0, 1, 1, 0, 2, 2, 0);
        indexed("SegmentationClass/b.png", 0, 0, 15, 15, 0, 77, 77, 0);
        byte[] bytes = Files.readAllBytes(folder.resolve("SegmentationClass/a.png"));
        Files.write(folder.resolve("SegmentationClass/a.png"), Arrays.copyOf(bytes, bytes.length - 20));
        Sample sample = Sample.read(new VocSegmentFormat(), folder);
        assertEquals(List.of("person mask 8"), sample.texts("b.jpg"));
        assertEquals(1, sample.images().size());
        assertEquals(2, sample.problems().size(), sample.problems().toString());
        assertTrue(
                sample.problems().get(0).contains("SegmentationClass/a.png: the picture is cut off"),
                sample.problems().get(0));
        assertTrue(
                sample.problems()
                        .get(1)
                        .contains("SegmentationClass/b.png: object 2 has a class that labelmap.txt does not name"),
                sample.problems().get(1));
    }

    @Test
    void moreObjectsThanNumbersAreToldAndKeepTheirBoxes() throws IOException {
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            instances.add(Instance.builder()
                    .category(0)
                    .region(new Region.Raster(Rle.ofRectangle(20, 20, i % 20, i / 20, i % 20 + 1, i / 20 + 1)))
                    .build());
        }
        List<String> problems = new ArrayList<>();
        Ledger ledger = new Ledger();
        WriteOptions options = new WriteOptions(
                null,
                WriteOptions.Transfer.NONE,
                List.of(),
                null,
                Overlap.AREA,
                false,
                p -> problems.add(p.where() + ": " + p.getMessage()),
                ledger);
        Path out = folder.resolve("out");
        try (OutputFolder output = OutputFolder.open(out, false);
                DatasetSink sink = new VocSegmentFormat().sink(output, options)) {
            sink.begin(new Catalog(List.of(new DatasetCategory(Id.NONE, "dot"))));
            sink.image(new DatasetImage(Id.NONE, "a.jpg", "", 20, 20), instances);
            sink.finish();
            output.commit();
        }
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).contains("the masks of 46 objects are left out"), problems.get(0));
        assertEquals(46, ledger.count(Loss.MASK));
        Sample sample = Sample.read(new VocSegmentFormat(), out);
        assertEquals(300, sample.instances("a.jpg").size());
        assertEquals("dot box 0.0 0.0 1.0 1.0 mask 1", sample.texts("a.jpg").get(0));
        assertEquals("dot box 19.0 14.0 1.0 1.0", sample.texts("a.jpg").get(299));
    }

    @Test
    void theXmlIsFoundWhateverItsFolderIsCalled() throws IOException {
        for (String annotations : List.of("Annotations", "annotations")) {
            Path root = Files.createDirectories(folder.resolve(annotations + "-root"));
            for (String kind : List.of("SegmentationObject", "SegmentationClass")) {
                Files.createDirectories(root.resolve(kind));
                indexed(root.getFileName() + "/" + kind + "/a.png", 0, 8, 8, 8, 8, 0, 0, 0);
            }
            Files.createDirectories(root.resolve(annotations));
            Files.writeString(
                    root.resolve(annotations).resolve("a.xml"),
                    "<annotation><filename>b.png</filename><object><name>cat</name></object></annotation>");
            Sample sample = Sample.read(new VocSegmentFormat(), root);
            assertEquals(List.of("b.png '' 8x4"), sample.images(), annotations);
        }
    }
}
