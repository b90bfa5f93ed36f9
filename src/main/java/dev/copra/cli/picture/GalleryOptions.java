package dev.copra.cli.picture;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.evaluate.rules.Kind;
import dev.copra.gallery.GalleryRequest;
import dev.copra.io.Input;
import dev.copra.run.ReadingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a page is of. */
final class GalleryOptions {
    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = "A COCO file that lists images; .gz too; - is standard input.")
    private String input;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Folder of the images (default: masks and boxes on an empty ground)." + ImagesOption.RULES)
    private String images;

    @Option(
            names = "--results",
            split = ",",
            paramLabel = "FILE",
            description = "Detections on these images, to be evaluated and shown beside INPUT; several with commas"
                    + " (default: none).")
    private List<String> results = new ArrayList<>();

    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            description =
                    "What is evaluated: bbox, segm, keypoints or boundary (default: masks if the results have them,"
                            + " else keypoints, else boxes).")
    private Kind type;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Show no images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Option(
            names = {"-j", "--threads"},
            paramLabel = "N",
            description = "Threads to work with (default: all cores).")
    @Within(from = 1)
    private int threads = Runtime.getRuntime().availableProcessors();

    /** The title of a page: the input's name. */
    String title() {
        return input.equals("-")
                ? "standard input"
                : input.substring(Math.max(input.lastIndexOf('/'), input.lastIndexOf('\\')) + 1);
    }

    Path images() {
        return images == null ? null : ImagesOption.folder("--images", images);
    }

    /** @param baseline name of a file, or null */
    GalleryRequest request(CommonOptions common, String baseline) throws IOException {
        if (type == Kind.OBB) {
            throw new CommandException("--type: turned boxes are not evaluated here; 'copra eval' does");
        }
        List<Input> files = new ArrayList<>();
        for (String name : results) {
            files.add(input(common, name));
        }
        return new GalleryRequest(
                input(common, input),
                files,
                baseline == null ? null : input(common, baseline),
                images(),
                type,
                maxPixels,
                threads);
    }

    private static Input input(CommonOptions common, String name) throws IOException {
        Input file = common.console.input(name).spooled();
        if (file.path() != null && !Files.exists(file.path())) {
            throw new NoSuchFileException(name);
        }
        return file.watched(new ReadingProgress(common.console.screen(common.quiet), System::nanoTime));
    }

    /** A size in bytes: a number, perhaps with K, M or G. */
    static long bytes(String size) {
        String text = size.toUpperCase(Locale.ROOT).replaceFirst("I?B$", "");
        int power = "KMG".indexOf(text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) + 1;
        try {
            double number = Double.parseDouble(power > 0 ? text.substring(0, text.length() - 1) : text);
            double bytes = number * Math.pow(1000, power);
            if (bytes >= 1_000_000 && bytes <= 1e10) {
                return (long) bytes;
            }
        } catch (NumberFormatException e) {
            // as a size that is out of bounds
        }
        throw new IllegalArgumentException("give a size from 1M to 10G, as 25M");
    }
}
