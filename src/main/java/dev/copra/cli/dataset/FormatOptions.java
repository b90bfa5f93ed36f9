package dev.copra.cli.dataset;

import dev.copra.cli.option.RewriteOptions;
import dev.copra.format.contract.Overlap;
import dev.copra.format.name.CategoryOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** From which format to which, and how. */
final class FormatOptions {
    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "The format of the input (default: found by its content).")
    String from;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description = "The format of the output (default: coco, or what the name of OUTPUT says).")
    String to;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "The images, where sizes or pixels are needed. Default: what the input itself has.")
    Path images;

    @Option(names = "--copy-images", description = "Copy the images into an output that holds images.")
    boolean copyImages;

    @Option(names = "--link-images", description = "Link to the images from an output that holds images.")
    boolean linkImages;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = {
                "Names of the categories, a line each, by class index; categories that are not in it are left out.",
                "Default: all categories."
            })
    Path classes;

    @Option(
            names = "--category-order",
            paramLabel = "ORDER",
            description = "Order of the class indices: document (default), id or name.")
    CategoryOrder order = CategoryOrder.DOCUMENT;

    @Option(
            names = "--overlap",
            paramLabel = "RULE",
            description = {
                "Which instance gets a pixel that several have, in formats where it belongs to one: area, the",
                "smallest (default), or order, the last."
            })
    Overlap overlap = Overlap.AREA;

    @Option(names = "--voc-zero-based", description = "Boxes of Pascal VOC count pixels from 0. Default: from 1.")
    boolean vocZeroBased;

    @Option(
            names = "--strict",
            description = "Write nothing, with exit code 1, if the output cannot hold all that the input has.")
    boolean strict;

    @Option(names = "--dry-run", description = "Write nothing; tell what would not be kept.")
    boolean dryRun;

    @Option(
            names = "--force",
            description = "Write into a folder that is not empty; files of the same names are replaced.")
    boolean force;

    /** Whether a COCO file is to stay one, so that only its masks are written anew. */
    boolean keepsFormat(RewriteOptions options) {
        return (from == null || from.equals("coco"))
                && (to == null || to.equals("coco"))
                && !strict
                && !dryRun
                && !options.output.name().endsWith("/")
                && (options.input.equals("-") || !Files.isDirectory(Path.of(options.input)))
                && (options.output.isDash() || !Files.isDirectory(options.output.path()));
    }
}
