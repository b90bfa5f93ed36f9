package dev.copra.cli.picture;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.OptionRange;
import dev.copra.cli.option.WrittenFile;
import dev.copra.gallery.GalleryRequest;
import dev.copra.gallery.ReportPage;
import dev.copra.report.Summary;
import dev.copra.report.page.PageWriter;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code copra report}: one page to look at and to send. */
@Command(
        name = "report",
        description = {
            "Write one page that shows a file: findings, statistics, evaluation, categories, images with their masks.",
            "The page is one file that holds all that it shows; a browser opens it from the disk, without a network."
        },
        addMethodSubcommands = false)
public final class ReportCommand implements Callable<Integer> {
    @Mixin
    private GalleryOptions gallery;

    @Option(
            names = "--baseline",
            paramLabel = "OLD",
            description = "With --results, older results: the difference of all figures. Without, an older INPUT: what"
                    + " has changed since.")
    private String baseline;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "-",
            description = "The page (default: standard output).")
    private WrittenFile output;

    @Option(
            names = "--gallery",
            paramLabel = "N",
            description =
                    "At most so many images, or all (default: ${DEFAULT-VALUE}). Which ones: some of each finding,"
                            + " the worst, some of each category, and of the rest every so many.")
    private String most = "400";

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            description =
                    "The page stays below it, as 10M (default) or 1G: the more images, the smaller their pictures.")
    private String maxSize = "10M";

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the page (default: INPUT's name).")
    private String title;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        int images = most.equals("all") ? Integer.MAX_VALUE : ListOption.integer("--gallery", most, OptionRange.COUNT);
        long bytes = ListOption.of("--max-size", () -> GalleryOptions.bytes(maxSize));
        GalleryRequest request = gallery.request(common, baseline);
        PageWriter writer = new PageWriter();
        ReportPage page = ReportPage.of(
                request, title == null ? gallery.title() : title, images, bytes, writer, common.messages());
        output.write(common.console, out -> page.write(writer, out));
        common.print(new Summary()
                .add("images", page.head().total())
                .add("shown", page.shown())
                .add("pictures", page.pictures())
                .line((output.isDash() ? "standard output" : output) + ": " + page.shown() + " of "
                        + Summary.count(page.head().total(), "image") + ", " + page.pictures() + " with a picture"));
        return page.incomplete() ? ExitCode.NO : ExitCode.DONE;
    }
}
