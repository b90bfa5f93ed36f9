package dev.copra.validate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** A folder of pictures, each 80 x 60 (width x height) as it is stored, some of them with something wrong. */
final class Pictures {
    static final int WIDTH = 80;
    static final int HEIGHT = 60;

    private Pictures() {}

    /** Writes them. @return the folder */
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        byte[] plain = encode(1, "png");
        Files.write(folder.resolve("plain.png"), plain);
        Files.write(folder.resolve("copy.png"), plain);
        Files.write(folder.resolve("other.png"), encode(2, "png"));
        Files.write(folder.resolve("sub/photo.JPG"), encode(3, "jpg"));
        Files.write(folder.resolve("café.png"), encode(4, "png"));
        byte[] jpeg = encode(5, "jpg");
        Files.write(folder.resolve("turned.jpg"), turned(jpeg, 6));
        Files.write(folder.resolve("upside-down.jpg"), turned(jpeg, 3));
        Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length - 100));
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(jpeg);
        longer.write("a camera's own data".getBytes(StandardCharsets.US_ASCII));
        Files.write(folder.resolve("longer.jpg"), longer.toByteArray());
        Files.writeString(folder.resolve("page.jpg"), "<html><body>404 Not Found</body></html>");
        ImageIO.write(
                segments(WIDTH, 1, 70000, 0),
                "png",
                folder.resolve("panoptic.png").toFile());
        ImageIO.write(
                segments(WIDTH, 1, 70000, 5),
                "png",
                folder.resolve("panoptic-more.png").toFile());
        ImageIO.write(
                segments(WIDTH + 1, 1, 70000, 0),
                "png",
                folder.resolve("panoptic-wide.png").toFile());
        return folder;
    }

    /** A panoptic picture: 30 columns of one segment, 40 of another one, the rest of a third. */
    private static BufferedImage segments(int width, int... ids) {
        BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < width * HEIGHT; i++) {
            int id = ids[i % width < 30 ? 0 : i % width < 70 ? 1 : 2];
            image.setRGB(i % width, i / width, (id & 255) << 16 | id & 255 << 8 | id >> 16);
        }
        return image;
    }

    /** A picture of noise. */
    static byte[] encode(long seed, String format) throws IOException {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, random.nextInt(1 << 24));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** A JPEG with an EXIF orientation. */
    static byte[] turned(byte[] jpeg, int orientation) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 34});
        out.write("Exif\0\0II*\0".getBytes(StandardCharsets.ISO_8859_1));
        out.write(new byte[] {8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte) orientation, 0, 0, 0, 0, 0, 0, 0});
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
