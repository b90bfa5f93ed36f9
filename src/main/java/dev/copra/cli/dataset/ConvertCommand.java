package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.Rewrite;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenPlaces;
import dev.copra.coco.region.Encoding;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.dataset.Reencoding;
import dev.copra.report.dataset.ConvertReport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra convert}: converts between formats, and re-encodes masks. */
@Command(
        name = "convert",
        description = {
            "Convert a data set to another format, or write all masks of a COCO file in one encoding.",
            "Every mask stays the same, pixel for pixel, where the format can hold it; what a format cannot",
            "hold is counted and told. 'copra formats' lists the formats."
        },
        addMethodSubcommands = false)
public final class ConvertCommand implements Callable<Integer>, WrittenPlaces.FileOrFolder {
    @Mixin
    private RewriteOptions options;

    @Parameters(
            index = "1..*",
            paramLabel = "INPUT",
            description = "More inputs, each a split of the data set (default: none).")
    private List<String> more = List.of();

    @Mixin
    private FormatOptions formats;

    @Option(
            names = "--segmentation",
            paramLabel = "ENCODING",
            description = {
                "Write masks as rle, counts (uncompressed RLE) or polygon (exact, along the pixel edges).",
                "Default: each as it is."
            })
    private Encoding encoding;

    @Option(
            names = "--simplify",
            paramLabel = "PIXELS",
            description =
                    "Let polygons deviate by up to so many pixels; the IoU that it costs is reported (default: 0).")
    @Within(from = 0)
    private double simplify;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        if (reencodes()) {
            return reencode();
        }
        if (simplify != 0) {
            throw new CommandException("--simplify belongs to --segmentation polygon of a COCO file");
        }
        return new FormatConversion(options, formats, common).run(more, encoding);
    }

    @Override
    public boolean writesFolder() {
        return !reencodes() && new FormatConversion(options, formats, common).writesFolder();
    }

    private boolean reencodes() {
        return more.isEmpty() && encoding != null && formats.keepsFormat(options);
    }

    private int reencode() throws IOException {
        Rewrite rewrite = new Rewrite(options, common);
        MaskEncoder encoder = Rewrite.encoder(encoding, simplify);
        Reencoding reencoding = new Reencoding(encoder, rewrite.lists().sizes(), rewrite.problems());
        rewrite.learn(reencoding);
        int code = rewrite.run(reencoding);
        rewrite.printSummary(ConvertReport.of(reencoding.tally(), encoder.loss(), rewrite.problems()));
        return code;
    }
}
