package dev.copra.cli;

import dev.copra.coco.NonFinitePolicy;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Input and output of the commands that read a document and write one. */
final class RewriteOptions {
    /** Half a gigapixel: larger than any camera's image, small enough for any machine. */
    static final long MAX_PIXELS = 500_000_000;

    private static final Map<String, NonFinitePolicy> POLICIES =
            Map.of("keep", NonFinitePolicy.KEEP, "null", NonFinitePolicy.NULL, "error", NonFinitePolicy.REFUSE);

    @Parameters(
            paramLabel = "INPUT",
            description = "A COCO file, a results file (a bare list) or JSON lines; .gz too; - is standard input.")
    String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    String output = "-";

    @Option(
            names = "--nan",
            paramLabel = "WHAT",
            converter = PolicyConverter.class,
            description = "What becomes of NaN and Infinity: keep (default), null or error.")
    NonFinitePolicy nonFinite = NonFinitePolicy.KEEP;

    @Option(
            names = "--image-sizes",
            paramLabel = "FILE",
            description = "A COCO file that lists the images, for results files and JSON lines.")
    String imageSizes;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    long maxPixels = MAX_PIXELS;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    boolean json;

    /** Reads {@code --nan}. */
    private static final class PolicyConverter implements picocli.CommandLine.ITypeConverter<NonFinitePolicy> {
        @Override
        public NonFinitePolicy convert(String value) {
            NonFinitePolicy policy = POLICIES.get(value);
            if (policy == null) {
                throw new TypeConversionException("'" + value + "' is none of keep, null, error");
            }
            return policy;
        }
    }
}
