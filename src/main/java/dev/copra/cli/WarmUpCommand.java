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

    private static final String RESULTS = """
            [{"image_id": 1, "category_id": 1, "bbox": [1, 1, 4, 3], "score": 0.5},
             {"image_id": 1, "category_id": 1, "bbox": [1.5, 1, 4, 3.25], "score": 0.25}]
            """;

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("copra");
        Path in = directory.resolve("in.json");
        Path out = directory.resolve("out.json");
        try {
            Files.writeString(in, DOCUMENT);
            run("", "info", in.toString());
            run("", "info", "--json", in.toString());
            run("", "mask", in.toString(), "-o", out.toString());
            run(DOCUMENT, "mask", "--strategy", "polygon", "--only", "all", "--json", "-");
            run("", "convert", "--segmentation", "rle", in.toString(), "-o", out.toString());
            run(DOCUMENT, "convert", "--segmentation", "polygon", "-");
            run("", "score", out.toString(), in.toString());
            run("{\"height\":6,\"width\":8,\"bbox\":[1,1,2,2]}\n", "rle", "encode");
            run("{\"size\":[6,8],\"counts\":\"0`1\"}\n", "rle", "trace");
            run(RESULTS, "eval", in.toString(), "-");
            run(RESULTS, "eval", in.toString(), "-", "--type", "segm");
            run(RESULTS, "eval", in.toString(), "-", "--json");
            run(RESULTS, "suppress", "-");
            run("", "validate", in.toString());
            run("", "fix", in.toString(), "--dry-run");
            run("", "--help");
            run("", "--version");
            run("", "info", "--unknown");
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(in);
            Files.delete(directory);
        }
        return ExitCode.DONE;
    }

    private static void run(String input, String... args) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        OutputStream nothing = OutputStream.nullOutputStream();
        Main.run(nothing, new PrintStream(nothing, false, StandardCharsets.UTF_8), in, args);
    }
}
