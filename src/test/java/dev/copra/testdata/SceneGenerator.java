package dev.copra.testdata;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes {@code testdata/scenes} and {@code testdata/odd} below the directory that is its argument. */
final class SceneGenerator {
    private static final float JPEG_QUALITY = 0.9f;

    private SceneGenerator() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        List<Scene> scenes = Scenes.all();
        Files.createDirectories(root.resolve("scenes/images"));
        Files.createDirectories(root.resolve("odd"));
        for (Map.Entry<String, byte[]> document : documents(scenes).entrySet()) {
            Files.write(root.resolve(document.getKey()), document.getValue());
        }
        for (Scene scene : scenes) {
            write(picture(scene), root.resolve("scenes/images").resolve(scene.fileName));
        }
    }

    /** Every JSON file by its path below {@code testdata}. */
    static Map<String, byte[]> documents(List<Scene> scenes) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("scenes/instances.json", json(SceneDocuments.truth(scenes)));
        files.put("scenes/boxes.json", json(SceneDocuments.boxes(scenes)));
        OddDocuments.all().forEach((name, bytes) -> files.put("odd/" + name, bytes));
        return files;
    }

    private static byte[] json(Object document) {
        return (PythonJson.write(document, PythonJson.Style.RECORDS) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The pixels that are stored, before any loss of the file format. */
    static BufferedImage picture(Scene scene) {
        return switch (scene.store) {
            case COLOUR -> scene.canvas.picture(BufferedImage.TYPE_3BYTE_BGR);
            case GREY -> scene.canvas.picture(BufferedImage.TYPE_BYTE_GRAY);
            case INDEXED -> indexed(scene.canvas.picture(BufferedImage.TYPE_3BYTE_BGR));
        };
    }

    /** With a palette of at most 256 colours, rounded to as many bits a channel as fit. */
    private static BufferedImage indexed(BufferedImage image) {
        int mask = 0xffffff;
        TreeSet<Integer> colours = colours(image, mask);
        for (int bits = 1; colours.size() > 256; bits++) {
            mask = 0x010101 * (0xff << bits & 0xff);
            colours = colours(image, mask);
        }
        List<Integer> palette = List.copyOf(colours);
        int[] table = palette.stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel model = new IndexColorModel(8, table.length, table, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage result =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                result.getRaster().setSample(x, y, 0, palette.indexOf(image.getRGB(x, y) & mask));
            }
        }
        return result;
    }

    private static TreeSet<Integer> colours(BufferedImage image, int mask) {
        TreeSet<Integer> colours = new TreeSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & mask);
            }
        }
        return colours;
    }

    private static void write(BufferedImage image, Path file) {
        String format = file.toString().endsWith(".png") ? "png" : "jpeg";
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format)
                .next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (format.equals("jpeg")) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(JPEG_QUALITY);
        }
        try {
            Files.deleteIfExists(file);
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(image, null, null), param);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
