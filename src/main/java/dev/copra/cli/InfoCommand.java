package dev.copra.cli;

import dev.copra.coco.CocoReader;
import dev.copra.coco.DocumentKind;
import dev.copra.dataset.Contents;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra info}: what is in a file. */
@Command(
        name = "info",
        description = "Show what is in a file: images, annotations, categories, masks.",
        sortOptions = false,
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Examples:", "  copra info instances.json", "  copra info results.json --json | jq .annotations"})
final class InfoCommand implements Callable<Integer> {
    private static final int CATEGORIES_SHOWN = 20;

    private final Console console;

    @Parameters(
            paramLabel = "INPUT",
            description = "A COCO file, a results file or JSON lines; .gz too; - is standard input.")
    private String input;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(names = "--all", description = "List all categories, not just the 20 with the most annotations.")
    private boolean all;

    @Mixin
    private CommonOptions common;

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Input file = Rewrite.input(console, input);
        Problems problems = new Problems(console.err(), file.name(), common.failFast);
        Contents contents = new Contents(problems);
        CocoReader.Summary read = Rewrite.read(file, contents);
        problems.printSummary();
        Summary summary = summary(file, read, contents.counts(), problems);
        console.print(json ? summary.toJson() + "\n" : summary.toText());
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private Summary summary(Input file, CocoReader.Summary read, Contents.Counts counts, Problems problems) {
        Summary summary = new Summary();
        summary.add("file", file.name()).add("kind", kind(read.kind()), file.name() + ": " + description(read.kind()));
        if (read.kind() == DocumentKind.DATASET) {
            summary.add("images", counts.images(), "images        " + counts.images() + sizes(counts));
            summary.add("smallest_image", counts.leastSize()).add("largest_image", counts.mostSize());
        }
        summary.add(
                "annotations",
                counts.annotations(),
                "annotations   " + counts.annotations() + " on " + Summary.count(counts.annotatedImages(), "image"));
        summary.add("annotated_images", counts.annotatedImages());
        count(summary, "crowds", counts.crowds() == 1 ? "crowd region" : "crowd regions", counts.crowds());
        count(summary, "with_keypoints", "with keypoints", counts.withKeypoints());
        count(summary, "with_score", "with a score", counts.withScore());
        count(summary, "without_box", "without a box", counts.withoutBox());
        summary.add("segmentations", counts.segmentations());
        if (!counts.segmentations().isEmpty()) {
            summary.line("masks         "
                    + counts.segmentations().entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(", ")));
        }
        summary.add("nonfinite_numbers", read.nonFinite());
        if (read.nonFinite() > 0) {
            summary.line("not JSON      " + Summary.count(read.nonFinite(), "number") + ": NaN or Infinity");
        }
        summary.add("rejected", problems.counts());
        categories(summary, counts.categories());
        return summary;
    }

    private static void count(Summary summary, String name, String words, long count) {
        summary.add(name, count);
        if (count > 0) {
            summary.line("              " + count + " " + words);
        }
    }

    private void categories(Summary summary, Map<String, Long> categories) {
        summary.add("categories", categories, "categories    " + categories.size());
        categories.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(all ? Long.MAX_VALUE : CATEGORIES_SHOWN)
                .forEach(e -> summary.line(String.format("%12d  %s", e.getValue(), e.getKey())));
        if (!all && categories.size() > CATEGORIES_SHOWN) {
            summary.line("         ...  " + (categories.size() - CATEGORIES_SHOWN) + " more, --all lists them");
        }
    }

    private static String sizes(Contents.Counts counts) {
        if (counts.leastSize() == null) {
            return "";
        }
        String least = counts.leastSize()[0] + " x " + counts.leastSize()[1];
        String most = counts.mostSize()[0] + " x " + counts.mostSize()[1];
        return least.equals(most) ? ", " + least : ", " + least + " to " + most;
    }

    private static String kind(DocumentKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String description(DocumentKind kind) {
        return switch (kind) {
            case DATASET -> "a COCO data set";
            case RESULTS -> "a COCO results file";
            case LINES -> "annotations as JSON lines";
        };
    }
}
