package dev.copra.format.mots;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.NameTable;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.TextFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code seqinfo.ini}: what the frames of a sequence are called and how large they are.
 *
 * @param folder of the images, below that of the sequence
 * @param ending of the images, with its point
 * @param length how many frames there are, also such that have no row; 0 if it is not known
 * @param width in pixels; 0 if it is not known
 * @param height in pixels; 0 if it is not known
 */
record SequenceInfo(String folder, String ending, int length, int width, int height) {
    /** What is written, for no data set says it. */
    private static final int FRAME_RATE = 30;
    /** Four days at 30 frames a second. */
    private static final int LONGEST = 10_000_000;

    /** @param sequence its folder, or null */
    static SequenceInfo read(Path sequence, ReadOptions options) throws IOException {
        String folder = "img1";
        String ending = ".jpg";
        int length = 0;
        int width = 0;
        int height = 0;
        Path file = sequence == null ? null : sequence.resolve(MotFiles.INFO);
        if (file == null || !Files.isRegularFile(file)) {
            return new SequenceInfo(folder, ending, length, width, height);
        }
        int number = 0;
        for (String line : lines(file, options)) {
            number++;
            int equals = line.indexOf('=');
            String value = line.substring(equals + 1).strip();
            String place = file + ":" + number;
            switch (equals < 0 ? "" : line.substring(0, equals).strip()) {
                case "imDir" -> folder = folder(value, folder, place, options);
                case "imExt" -> ending = ending(value, ending, place, options);
                case "seqLength" -> length = count(value, place, options);
                case "imWidth" -> width = count(value, place, options);
                case "imHeight" -> height = count(value, place, options);
                case "frameRate" -> {
                    if (!value.equals(Integer.toString(FRAME_RATE))) {
                        options.ledger().lose(Loss.CATALOG, place + ": " + line.strip());
                    }
                }
                default -> {
                    // the section, its name, and what others add
                }
            }
        }
        // told once, and not for each frame
        DatasetImage sized =
                Plausible.sized(new DatasetImage(Id.NONE, "", "", 0, 0), width, height, options, file.toString());
        return new SequenceInfo(folder, ending, length, sized.width(), sized.height());
    }

    private static List<String> lines(Path file, ReadOptions options) throws IOException {
        try {
            return TextFile.lines(file);
        } catch (FileSystemException e) {
            if (e.getReason() == null) {
                throw e;
            }
            options.problems().add(new AnnotationException("encoding", file.toString(), e.getReason()));
            return List.of();
        }
    }

    private static int count(String text, String place, ReadOptions options) throws IOException {
        if (text.matches("[0-9]{1,10}") && Long.parseLong(text) <= Integer.MAX_VALUE) {
            return Integer.parseInt(text);
        }
        tell(place, "'" + text + "' is no number from 0 on; it is taken as not known", options);
        return 0;
    }

    private static String folder(String text, String usual, String place, ReadOptions options) throws IOException {
        try {
            return NameTable.relative(text);
        } catch (AnnotationException e) {
            tell(place, "this is no folder in that of the sequence; " + usual + " is taken", options);
            return usual;
        }
    }

    private static String ending(String text, String usual, String place, ReadOptions options) throws IOException {
        if (text.matches("[.][A-Za-z0-9]{1,8}")) {
            return text;
        }
        tell(place, "this is no ending of names, such as .jpg; " + usual + " is taken", options);
        return usual;
    }

    private static void tell(String place, String message, ReadOptions options) throws IOException {
        options.problems().add(new AnnotationException("mot-seqinfo", place, message));
    }

    /**
     * The numbers of all frames, of which some may have no row.
     *
     * @param place for messages
     */
    int frames(String place, ReadOptions options) throws IOException {
        if (length <= LONGEST) {
            return length;
        }
        tell(place, "the sequence is stated to have " + length + " frames; those without a row are left out", options);
        return 0;
    }

    String text(String name) {
        String size = width > 0 && height > 0 ? "imWidth=" + width + "\nimHeight=" + height + "\n" : "";
        return "[Sequence]\nname=" + name + "\nimDir=" + folder + "\nframeRate=" + FRAME_RATE + "\nseqLength=" + length
                + "\n" + size + "imExt=" + ending + "\n";
    }
}
