package dev.copra.learn.export;

import dev.copra.coco.region.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whose training the data is for. */
public enum Toolkit {
    /** Mask R-CNN of torchvision. Its helpers read polygons and lists of counts, of which only the latter hold every mask. */
    TORCHVISION(Encoding.COUNTS),
    /** Mask R-CNN of Detectron2, which reads RLE if it is told so. */
    DETECTRON2(Encoding.RLE),
    /** YOLO with masks of Ultralytics, which reads polygons, a file an image. */
    ULTRALYTICS(null);

    private static final String SCRIPT = "train.py";

    private final Encoding encoding;

    Toolkit(Encoding encoding) {
        this.encoding = encoding;
    }

    /** Whether it reads COCO files. */
    boolean readsCoco() {
        return encoding != null;
    }

    /** How masks are written, or null if the format decides. */
    Encoding encoding() {
        return encoding;
    }

    /** The name that a user types. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file name of its script. */
    String script() {
        return SCRIPT;
    }

    /** The script that trains. */
    byte[] scriptText() throws IOException {
        try (InputStream in = Toolkit.class.getResourceAsStream(this + ".py")) {
            return in.readAllBytes();
        }
    }

    /** What to type for a training on what lies in a folder. */
    public String command(String folder) {
        return "python3 " + folder + (folder.endsWith("/") ? "" : "/") + SCRIPT;
    }

    /** The names by which users choose one. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Toolkit::toString).toList();
    }
}
