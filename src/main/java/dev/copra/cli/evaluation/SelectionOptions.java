package dev.copra.cli.evaluation;

import dev.copra.cli.option.ListOption;
import dev.copra.coco.id.Id;
import dev.copra.evaluate.AskedFor;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Which categories and images of a truth an evaluation is of. */
final class SelectionOptions {
    @Option(names = "--category", paramLabel = "NAME|ID", description = "Only these categories, separated by commas.")
    private List<String> categories;

    @Option(
            names = "--images",
            paramLabel = "ID",
            description = "Only these images: ids, separated by commas, or @FILE.")
    private List<String> images;

    Predicate<Id> images(AskedFor asked) throws IOException {
        return asked.images("--images", ListOption.expand(images));
    }

    Predicate<Id> categories(AskedFor asked) throws IOException {
        return asked.categories(ListOption.expand(categories));
    }
}
