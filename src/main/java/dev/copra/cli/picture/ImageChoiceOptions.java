package dev.copra.cli.picture;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Within;
import dev.copra.draw.ImageChoice;
import dev.copra.draw.ShownFindings;
import dev.copra.io.Input;
import dev.copra.validate.finding.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which images are drawn, and which of their annotations, as options. */
final class ImageChoiceOptions {
    /** Images on a sheet that is one file, where nothing else says how many. */
    private static final int ON_A_SHEET = 12;

    @Option(
            names = "--image",
            paramLabel = "LIST",
            description = "Only these images: ids or file names with commas between them, or @FILE.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--category",
            paramLabel = "LIST",
            description = "Only annotations of these categories, names or ids with commas between them, or @FILE; and"
                    + " only images that have one, unless --image names them.")
    private List<String> categories = new ArrayList<>();

    @Option(
            names = "--min-score",
            paramLabel = "S",
            description = "Leave out annotations with a lower score, from 0 to 1 (default: draw all).")
    @Within(from = 0, to = 1)
    private double minScore = Double.NEGATIVE_INFINITY;

    @Option(
            names = "--finding",
            paramLabel = "CODE",
            description = "Only images in which 'copra validate' finds this; the first words of a code, such as bbox,"
                    + " mean all that start so. What has a finding is named, nothing else.")
    private List<String> codes = new ArrayList<>();

    @Option(
            names = "--worst",
            paramLabel = "N",
            description = "The N worst images, these first: with --compare by the truths' mean IoU, from 0 to 1,"
                    + " where a missed one counts 0; else by the mean score (default: all, in the file's order).")
    @Within(from = 1)
    private Integer worst;

    @Option(names = "--sample", paramLabel = "N", description = "N images, drawn at random (default: all).")
    @Within(from = 1)
    private Integer sample;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed draws other images (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many images (default: all; on a sheet that is one file 12, unless --image,"
                    + " --worst or --sample says how many).")
    @Within(from = 1)
    private Integer limit;

    /** Whether the order of the images counts. */
    boolean ranked() {
        return worst != null;
    }

    /** What was found of the codes that were asked for; null if none was. */
    ShownFindings findings(Input document, Input lists, Path images, int threads) throws IOException {
        List<String> wanted = ListOption.expand(codes);
        if (wanted.isEmpty()) {
            return null;
        }
        Set<Code> selected;
        try {
            selected = ShownFindings.codes(wanted);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--finding: " + e.getMessage() + "; 'copra validate --codes' lists them", e);
        }
        return ShownFindings.of(document, lists, images, selected, threads);
    }

    /** @param oneSheet whether all images go on one sheet */
    ImageChoice choice(ShownFindings found, boolean oneSheet) throws IOException {
        boolean counted = !oneSheet || !names.isEmpty() || worst != null || sample != null;
        return new ImageChoice(
                ListOption.expand(names),
                ListOption.expand(categories),
                minScore,
                found,
                sample == null ? 0 : sample,
                seed,
                worst == null ? 0 : worst,
                limit != null ? limit : counted ? Integer.MAX_VALUE : ON_A_SHEET);
    }
}
