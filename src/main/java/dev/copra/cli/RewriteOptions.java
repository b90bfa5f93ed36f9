package dev.copra.cli;

import dev.copra.json.NonFinitePolicy;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Input and output of the commands that read a document and write one. */
final class RewriteOptions {
    /** Half a gigapixel: larger than any camera's image, small enough for any machine. */
    static final long MAX_PIXELS = 500_000_000;

    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = "A COCO file, a results file (a bare list) or JSON lines; .gz too; - is standard input.")
    String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    WrittenFile output = WrittenFile.STANDARD_OUTPUT;

    @Option(
            names = "--nan",
            paramLabel = "POLICY",
            description = "What becomes of NaN and Infinity: keep (default), null or error.")
    NonFinitePolicy nonFinite = NonFinitePolicy.KEEP;

    @Option(
            names = {"--image-list", "--image-sizes"},
            paramLabel = "FILE",
            description = "A COCO file with the images and categories of a results file or of JSON lines "
                    + "(default: INPUT has them).")
    String imageSizes;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    long maxPixels = MAX_PIXELS;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    boolean json;
}
