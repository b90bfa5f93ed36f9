package dev.copra.format.labelme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Probe;
import dev.copra.format.region.VocPalette;
import dev.copra.image.LabelPng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelMeXmlFormatTest {
    @TempDir
    Path folder;

    private void write(String name, String objects) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String image = file.getFileName().toString().replace(".xml", ".jpg");
        Files.writeString(
                file,
                "<annotation><filename>\n" + image + "\n</filename><folder>of the server</folder>"
                        + "<source><sourceAnnotation>LabelMe Webtool</sourceAnnotation></source>" + objects
                        + "<imagesize><nrows>40</nrows><ncols>60</ncols></imagesize></annotation>");
    }

    private Sample read() throws IOException {
        assertEquals("labelme-xml", Formats.of(Probe.of(folder)).name());
        return Sample.read(new LabelMeXmlFormat(), folder);
    }

    private static String polygon(double... ring) {
        StringBuilder text = new StringBuilder("<polygon><username>me</username>");
        for (int i = 0; i < ring.length; i += 2) {
            text.append("<pt><x>\n")
                    .append(ring[i])
                    .append("\n</x><y>")
                    .append(ring[i + 1])
                    .append("</y><time>1</time></pt>");
        }
        return text + "</polygon>";
    }

    private static String object(String name, int deleted, String rest) {
        return "<object><name>" + name + "</name><deleted>" + deleted + "</deleted>" + rest + "</object>";
    }

    /** What is not deleted comes with the polygons that were written. */
    @Test
    void polygonsAreThoseOfTheFile() throws IOException {
        Random random = new Random(5);
        for (int file = 0; file < 20; file++) {
            List<double[]> rings = new ArrayList<>();
            StringBuilder objects = new StringBuilder();
            for (int o = random.nextInt(5); o >= 0; o--) {
                double[] ring =
                        random.doubles(2 * (3 + random.nextInt(4)), 0, 40).toArray();
                int deleted = random.nextInt(3) == 0 ? 1 : 0;
                objects.append(object(deleted == 1 ? "gone" : "c" + random.nextInt(3), deleted, polygon(ring)));
                if (deleted == 0) {
                    rings.add(ring);
                }
            }
            write("a" + file + ".xml", objects.toString());
            Sample sample = read();
            assertEquals(List.of(), sample.problems());
            List<Instance> instances = sample.instances("a" + file + ".jpg");
            assertEquals(rings.size(), instances.size());
            for (int i = 0; i < rings.size(); i++) {
                assertArrayEquals(
                        rings.get(i),
                        ((Region.Rings) instances.get(i).region()).rings().get(0));
            }
            assertEquals(false, sample.categories().contains("gone"));
        }
    }

    @Test
    void boxesMasksAndWhatIsSaidOfThemAreRead() throws IOException {
        write(
                "valid/a.xml",
                object(
                                "box",
                                0,
                                "<verified>1</verified><type>bounding_box</type>" + polygon(3, 4, 13, 4, 13, 24, 3, 24))
                        + object(
                                "part",
                                0,
                                "<id>4</id><occluded>yes</occluded><attributes>red, n=3, s=\"a\\, b\"</attributes>"
                                        + "<parts><hasparts></hasparts><ispartof>7</ispartof></parts>"
                                        + polygon(1, 1, 5, 1, 5, 5))
                        + object("mask", 0, "<segm><mask>a_mask_1.png</mask><username>you</username></segm>"));
        Files.createDirectories(folder.resolve("valid/Masks"));
        int[] pixels = new int[60 * 40];
        pixels[5] = 1;
        pixels[6] = 2;
        try (OutputStream out = Files.newOutputStream(folder.resolve("valid/Masks/a_mask_1.png"))) {
            LabelPng.writeIndexed(out, 60, 40, pixels, VocPalette.all());
        }
        Sample sample = read();
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("a.jpg 'valid' 60x40"), sample.images());
        assertEquals(
                List.of(
                        "box box 3.0 4.0 10.0 20.0 {verified=true, username=\"me\"}",
                        "part rings 6 {occluded=true, username=\"me\", id=\"4\", ispartof=\"7\", red=true, n=3, s=\"a, b\"}",
                        "mask mask 2 {username=\"you\"}"),
                sample.texts("a.jpg"));
    }

    @Test
    void badObjectsCostThemselvesAlone() throws IOException {
        write(
                "Annotations/street/a.xml",
                object("line", 0, polygon(1, 1, 5, 5))
                        + object("none", 0, "")
                        + "<object>" + polygon(1, 1, 5, 1, 5, 5) + "</object>"
                        + object("number", 0, polygon(1, 1, 5, 1, 5, Double.NaN))
                        + object("mask", 0, "<segm><mask>no.png</mask></segm>")
                        + object("outside", 0, "<segm><mask>../../no.png</mask></segm>")
                        + object("good", 0, polygon(1, 1, 5, 1, 5, 5)));
        Files.createDirectories(folder.resolve("Images/street"));
        write("Annotations/street/b.xml", "");
        Files.writeString(folder.resolve("Annotations/street/c.xml"), "<annotation><pt>");
        Sample sample = read();
        assertEquals(List.of("street/a.jpg '' 60x40", "street/b.jpg '' 60x40"), sample.images());
        assertEquals(List.of("good rings 6 {username=\"me\"}"), sample.texts("street/a.jpg"));
        assertEquals(
                List.of(
                        "labelme-polygon",
                        "labelme-shape",
                        "labelme-name",
                        "labelme-number",
                        "mask-file",
                        "mask-file",
                        "xml"),
                sample.problems().stream()
                        .map(p -> p.substring(0, p.indexOf(' ')))
                        .toList());
    }

    @Test
    void pascalVocStaysItself() throws IOException {
        assertEquals("voc", Formats.of(Probe.of(Sample.path("voc"))).name());
        Files.writeString(
                folder.resolve("a.xml"),
                "<annotation><filename>a.jpg</filename><size><width>9</width></size></annotation>");
        assertEquals("voc", Formats.of(Probe.of(folder)).name());
    }
}
