package dev.copra.cli.option;

import dev.copra.json.NonFinitePolicy;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Input and output of the commands that read a document and write one. */
public final class RewriteOptions {
    /** Half a gigapixel: larger than any camera's image, small enough for any machine. */
    public static final long MAX_PIXELS = 500_000_000;

    /** The document that is read; {@code -} is standard input. */
    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = "A COCO file, a results file (a bare list) or JSON lines; .gz too; - is standard input.")
    public String input;

    /** Where the document is written. */
    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    public WrittenFile output = WrittenFile.STANDARD_OUTPUT;

    /** What becomes of NaN and Infinity. */
    @Option(
            names = "--nan",
            paramLabel = "POLICY",
            description = "What becomes of NaN and Infinity: keep (default), null or error.")
    public NonFinitePolicy nonFinite = NonFinitePolicy.KEEP;

    /** The file with the images and categories of the input, or null. */
    @Option(
            names = {"--image-list", "--image-sizes"},
            paramLabel = "FILE",
            description = "A COCO file with the images and categories of a results file or of JSON lines "
                    + "(default: INPUT has them).")
    public String imageSizes;

    /** The most pixels that an image may have. */
    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    public long maxPixels = MAX_PIXELS;

    /** Whether the summary is JSON. */
    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    public boolean json;
}
