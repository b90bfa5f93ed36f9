package dev.copra.cli.inspection;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.coco.region.BoxFormat;
import dev.copra.io.Input;
import dev.copra.report.Escape;
import dev.copra.report.Summary;
import dev.copra.report.validation.FixReport;
import dev.copra.report.validation.FixRun;
import dev.copra.validate.finding.Code;
import dev.copra.validate.fix.FixOptions;
import dev.copra.validate.fix.Fixing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra fix}: repairs what {@code copra validate} finds. */
@Command(
        name = "fix",
        description = "Fix what 'copra validate' finds, where it can be fixed.",
        addMethodSubcommands = false)
public final class FixCommand implements Callable<Integer> {
    @Parameters(paramLabel = "INPUT", description = "A COCO file; .gz too; - is standard input.")
    private String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    private WrittenFile output = WrittenFile.STANDARD_OUTPUT;

    @Option(
            names = "--dry-run",
            description = "Print how many findings of each code would be fixed, then all changes; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--unsafe",
            description =
                    "Also change masks, boxes, areas and ids as the findings suggest, and drop records that cannot"
                            + " be fixed otherwise. Without it no mask changes by a pixel, no box moves, no id of an image or"
                            + " category changes, and no record is lost but those that are equal in every byte.")
    private boolean unsafe;

    @Option(
            names = "--box",
            paramLabel = "FORMAT",
            description = "Convert all boxes from xyxy, cxcywh or xywh, with :normalized if they are shares of the"
                    + " image's sides; done only if the file's boxes look so.")
    private String box;

    @Mixin
    private CheckOptions checks;

    @Option(
            names = "--json",
            description = "Print the summary as JSON, on standard error; with --dry-run on standard output, with all"
                    + " changes.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        common.console.keepTalk(json && !dryRun);
        Input file = common.console.input(input).spooled();
        FixOptions options =
                new FixOptions(checks.wanted(), unsafe, box == null ? null : BoxFormat.parse(box), checks.images());
        try (FixRun run = new FixRun(file, options, checks.threads())) {
            if (box != null && !run.convertsBoxes()) {
                sayWhyNoBox(file, options);
            }
            FixReport report = run.fix();
            if (dryRun) {
                tell(run, report);
            } else {
                output.write(common.console, run::write);
            }
            if (!json || !dryRun) {
                common.print(report.summary(dryRun));
            }
            if (!json) {
                sayWhatIsLeft(report.errorsLeft());
            }
            return report.errorsLeft() > 0 ? ExitCode.NO : ExitCode.DONE;
        }
    }

    private void sayWhyNoBox(Input file, FixOptions options) {
        Code code = Fixing.boxCode(options.boxes());
        common.messages()
                .note(file.name() + ": --box " + box + " converts no box: "
                        + (options.wanted().test(code)
                                ? "the boxes do not look as if they were in that format"
                                : "--select or --ignore leaves out " + code.name() + ", which finds such boxes"));
    }

    /** Prints the counts and then the changes. */
    private void tell(FixRun run, FixReport report) throws IOException {
        if (json) {
            List<String> changes = new ArrayList<>();
            run.tellChanges(changes::add);
            common.console.print(report.with(changes).json() + "\n");
        } else {
            common.console.print(report.counts());
            run.tellChanges(this::print);
        }
    }

    private void print(String change) {
        try {
            common.console.print(Escape.line(change) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sayWhatIsLeft(long errors) {
        if (errors > 0) {
            String place = dryRun || output.isDash() ? "the output" : output.name();
            common.messages()
                    .note(place + ": " + Summary.count(errors, "error") + (errors == 1 ? " is" : " are")
                            + " left; 'copra validate' lists " + (errors == 1 ? "it" : "them"));
        }
    }
}
