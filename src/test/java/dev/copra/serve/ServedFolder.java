package dev.copra.serve;

import dev.copra.coco.Messages;
import dev.copra.gallery.GalleryRequest;
import dev.copra.io.Input;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A server for a document whose records name files within its folder of images, and such as must not be read. */
final class ServedFolder implements Closeable {
    /** What is in files that no answer may have. */
    static final String SECRET = "what is outside";

    private final Explorer explorer;

    ServedFolder(Path folder, Messages messages) throws IOException {
        Path images = Files.createDirectories(folder.resolve("images/sub"));
        ImageIO.write(
                new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB),
                "png",
                images.resolve("a.png").toFile());
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        ImageIO.write(
                new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("secret.png").toFile());
        Files.writeString(images.resolve("page.jpg"), "<html><script>" + SECRET + "</script></html>");
        try {
            Files.createSymbolicLink(folder.resolve("images/link.png"), folder.resolve("secret.png"));
        } catch (UnsupportedOperationException | IOException e) {
            // then there is no link to follow
            Files.writeString(folder.resolve("images/link.png"), "");
        }
        List<String> names = List.of(
                "sub/a.png",
                "../secret.png",
                "..\\\\secret.png",
                "%2e%2e/secret.png",
                folder.resolve("secret.png").toString().replace("\\", "\\\\"),
                "link.png",
                "../secret.txt",
                "sub/page.jpg");
        List<String> records = new ArrayList<>();
        for (String name : names) {
            records.add("{\"id\": " + (records.size() + 1) + ", \"file_name\": \"" + name
                    + "\", \"width\": 40, \"height\": 30}");
        }
        Path document = folder.resolve("document.json");
        Files.writeString(
                document,
                "{\"images\": [" + String.join(",", records) + "], \"categories\": [{\"id\": 1, \"name\": \"cat\"}],"
                        + " \"annotations\": [{\"id\": 1, \"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, 10, 10],"
                        + " \"area\": 100, \"iscrowd\": 0, \"segmentation\": [[1, 2, 11, 2, 11, 12, 1, 12]]}]}");
        GalleryRequest request =
                new GalleryRequest(Input.file(document), List.of(), null, folder.resolve("images"), null, 1 << 20, 2);
        explorer = Explorer.start(request, "document.json", 0, messages);
    }

    Explorer explorer() {
        return explorer;
    }

    int port() {
        return explorer.address().getPort();
    }

    /** What the paths of requests begin with. */
    String token() {
        return explorer.address().getPath().replace("/", "");
    }

    @Override
    public void close() throws IOException {
        explorer.close();
    }
}
