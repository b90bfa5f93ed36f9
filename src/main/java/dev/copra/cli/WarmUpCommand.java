package dev.copra.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs the everyday commands over a tiny document, so that the launcher can record the classes they load in a class-data
 * archive. Prints nothing.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String DOCUMENT = """
            {"images": [{"id": 1, "width": 8, "height": 6, "file_name": "a.jpg"}],
             "categories": [{"id": 1, "name": "\\u0063at"}],
             "annotations": [
              {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1.5, 1, 4, 3.25]},
              {"id": 2, "image_id": 1, "category_id": 1, "bbox": [1, 1, 4, 3],
               "segmentation": [[1, 1, 1, 4, 5.5, 4]], "iscrowd": 0, "area": 1},
              {"id": 3, "image_id": 1, "category_id": 1, "segmentation": {"size": [6, 8], "counts": "0`1"}},
              {"id": 4, "image_id": 9, "category_id": 1, "bbox": [1, 1, 4]}]}
            """;

    WarmUpCommand(Console console) {}

    private static final String RESULTS = """
            [{"image_id": 1, "category_id": 1, "bbox": [1, 1, 4, 3], "score": 0.5},
             {"image_id": 1, "category_id": 1, "bbox": [1.5, 1, 4, 3.25], "score": 0.25}]
            """;

    @Override
    public Integer call() throws IOException {
        run(DOCUMENT, "info", "-");
        run(DOCUMENT, "info", "--json", "-");
        run(DOCUMENT, "mask", "-");
        run(DOCUMENT, "mask", "--strategy", "polygon", "--only", "all", "--json", "-");
        run(DOCUMENT, "convert", "--segmentation", "rle", "-");
        run(DOCUMENT, "convert", "--segmentation", "polygon", "-");
        run("{\"height\":6,\"width\":8,\"bbox\":[1,1,2,2]}\n", "rle", "encode");
        run("{\"size\":[6,8],\"counts\":\"0`1\"}\n", "rle", "trace");
        Path truth = Files.createTempFile("copra", ".json");
        try {
            Files.writeString(truth, DOCUMENT);
            run(RESULTS, "eval", truth.toString(), "-");
            run(RESULTS, "eval", truth.toString(), "-", "--type", "segm");
            run(RESULTS, "eval", truth.toString(), "-", "--json");
        } finally {
            Files.delete(truth);
        }
        run(RESULTS, "suppress", "-");
        run("", "--help");
        run("", "--version");
        run("", "info", "--unknown");
        return ExitCode.DONE;
    }

    private static void run(String input, String... args) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        OutputStream nothing = OutputStream.nullOutputStream();
        Main.run(nothing, new PrintStream(nothing, false, StandardCharsets.UTF_8), in, args);
    }
}
