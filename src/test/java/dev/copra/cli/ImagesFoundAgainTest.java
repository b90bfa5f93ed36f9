package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.copra.format.Formats;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Format;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The images of a data set are found where those who hand out data lay them, without their folder being named, and each in its own split. */
class ImagesFoundAgainTest {
    /** Files of these belong to images by their names alone, which differ in all splits. */
    private static final Set<String> ONE_NAMESPACE = Set.of("voc", "voc-segment", "davis");

    /** These name no images, or copy none, or give them other names; or need keypoints. */
    private static final Set<String> LEFT_OUT = Set.of("coco-panoptic", "coco-results", "mot", "mots", "yolo-pose");

    private static final List<String> SPLITS = List.of("train", "val", "test");

    @TempDir
    Path folder;

    /** Where a document of a split is, and the folder of its images. */
    private record Layout(String name, String document, String images) {
        Path documentOf(Path root, String split, String ending) {
            return root.resolve(document.replace("SPLIT", split) + ending);
        }

        Path imagesOf(Path root, String split) {
            return root.resolve(images.replace("SPLIT", split));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Layout> LAYOUTS = List.of(
            new Layout("Roboflow", "SPLIT/_annotations", "SPLIT"),
            new Layout("COCO", "annotations/instances_SPLIT2017", "SPLIT2017"),
            new Layout("COCO of others", "annotations/instances_SPLIT2017", "images/SPLIT2017"),
            new Layout("documents beside a folder", "SPLIT", "images/SPLIT"),
            new Layout("FiftyOne", "SPLIT/labels", "SPLIT/data"),
            new Layout("a data set a split", "SPLIT/annotations/all", "SPLIT/images"));

    static Stream<Format> folders() {
        return Formats.all().stream()
                .filter(f -> f.isWritten() && !(f instanceof FileFormat) && !LEFT_OUT.contains(f.name()));
    }

    static Stream<Arguments> documents() {
        return Formats.all().stream()
                .filter(f -> f instanceof FileFormat && !LEFT_OUT.contains(f.name()))
                .flatMap(f -> LAYOUTS.stream().map(layout -> Arguments.of(f.name(), layout)));
    }

    /** Three splits, with images of different sizes and colours. */
    private void write(boolean sameNames) throws IOException {
        int number = 0;
        for (String split : SPLITS) {
            Path images = Files.createDirectories(folder.resolve("y/images/" + split));
            Path labels = Files.createDirectories(folder.resolve("y/labels/" + split));
            for (int i = 0; i < 2; i++) {
                String name = sameNames ? "a" + i : "a" + number;
                BufferedImage image = new BufferedImage(20 + number, 30 + i, BufferedImage.TYPE_INT_RGB);
                image.setRGB(3, 4, number * 4000);
                ImageIO.write(image, "png", images.resolve(name + ".png").toFile());
                Files.writeString(labels.resolve(name + ".txt"), "0 0.5 0.5 0.5 0.5\n");
                number++;
            }
        }
        Files.writeString(
                folder.resolve("y/data.yaml"), "train: images/train\nval: images/val\ntest: images/test\nnames: [x]\n");
    }

    /** The images of a data set of YOLO by split and name. */
    private Map<String, String> images(Path root) throws IOException {
        Map<String, String> images = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve("images"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                images.put(root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return images;
    }

    private void assertComesBack(Path input, String from) throws IOException {
        Path back = folder.resolve("back");
        Typed typed =
                copra("convert", input.toString(), "--from", from, "--to", "yolo", "--copy-images", "-o", "" + back);
        assertEquals(0, typed.code(), typed.err());
        assertEquals(images(folder.resolve("y")), images(back));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void inTheFoldersOfAFormat(Format format) throws IOException {
        write(!ONE_NAMESPACE.contains(format.name()));
        Path out = folder.resolve("out");
        Typed typed = copra(
                "convert", "" + folder.resolve("y"), "--to", format.name(), "--copy-images", "-o", out.toString());
        assertEquals(0, typed.code(), typed.err());
        assertComesBack(out, format.name());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("documents")
    void besideDocuments(String name, Layout layout) throws IOException {
        write(true);
        Format format = Formats.named(name);
        Path out = folder.resolve("out");
        Typed typed = copra("convert", "" + folder.resolve("y"), "--to", name, "-o", out + "/");
        assertEquals(0, typed.code(), typed.err());
        String ending = ((FileFormat) format).extension();
        Path root = folder.resolve("laid");
        for (String split : SPLITS) {
            Path document = layout.documentOf(root, split, ending);
            Files.createDirectories(document.getParent());
            Files.copy(out.resolve(split + ending), document);
            Path images = layout.imagesOf(root, split);
            Files.createDirectories(images);
            for (String image : List.of("a0.png", "a1.png")) {
                Files.copy(folder.resolve("y/images").resolve(split).resolve(image), images.resolve(image));
            }
        }
        assertComesBack(root, name);
    }

    @Test
    void aFolderThatIsNamedCounts() throws IOException {
        write(true);
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Typed typed = copra(
                "convert",
                "" + folder.resolve("y"),
                "--to",
                "voc",
                "--images",
                "" + empty,
                "--copy-images",
                "-o",
                "" + folder.resolve("v"));
        assertEquals(1, typed.code(), typed.err());
        assertFalse(Files.exists(folder.resolve("v/JPEGImages")));
    }

    /** Images of one name are told apart by the folders of their splits. */
    @Test
    void imagesOfANamedFolderAreThoseOfTheSplit() throws IOException {
        write(true);
        assertEquals(
                0,
                copra("convert", "" + folder.resolve("y"), "-o", folder.resolve("documents") + "/")
                        .code());
        Path named = folder.resolve("pictures");
        Files.createDirectories(named);
        for (String split : SPLITS) {
            Files.move(
                    folder.resolve("y/images").resolve(split),
                    named.resolve(split.equals("val") ? "validation" : split));
        }
        Typed typed = copra(
                "convert",
                "" + folder.resolve("documents"),
                "--to",
                "yolo",
                "--images",
                "" + named,
                "--copy-images",
                "-o",
                "" + folder.resolve("back"));
        assertEquals(0, typed.code(), typed.err());
        Files.move(named, folder.resolve("y/images"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(folder.resolve("y/images/validation"), folder.resolve("y/images/val"));
        assertEquals(images(folder.resolve("y")), images(folder.resolve("back")));
    }

    /** The masks of a panoptic document are PNGs beside it, which are not its images. */
    @Test
    void masksAreNoImages() throws IOException {
        write(true);
        for (String name : List.of("annotations", ".")) {
            Path out =
                    Files.createDirectories(folder.resolve("p")).resolve(name).normalize();
            Typed typed = copra("convert", "" + folder.resolve("y"), "--to", "coco-panoptic", "-o", "" + out);
            assertEquals(0, typed.code(), typed.err());
            for (String split : SPLITS) {
                Path images = folder.resolve("p/images").resolve(split);
                Files.createDirectories(images);
                for (String image : List.of("a0.png", "a1.png")) {
                    Files.copy(folder.resolve("y/images").resolve(split).resolve(image), images.resolve(image));
                }
            }
            assertComesBack(out, "coco-panoptic");
            delete(folder.resolve("p"));
            delete(folder.resolve("back"));
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
