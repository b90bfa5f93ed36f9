package dev.copra.cli;

import dev.copra.coco.BoxFormat;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.io.TemporaryFile;
import dev.copra.report.Escape;
import dev.copra.report.Summary;
import dev.copra.report.validation.FixReport;
import dev.copra.validate.Code;
import dev.copra.validate.Findings;
import dev.copra.validate.FixLog;
import dev.copra.validate.FixOptions;
import dev.copra.validate.Fixing;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra fix}: mends what {@code copra validate} finds. */
@Command(name = "fix", description = "Fix what 'copra validate' finds, where it can be fixed.")
final class FixCommand implements Callable<Integer> {
    @Parameters(paramLabel = "INPUT", description = "A COCO file; .gz too; - is standard input.")
    private String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    private String output = "-";

    @Option(
            names = "--dry-run",
            description = "Print how many findings of each code would be fixed, then all changes; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--unsafe",
            description =
                    "Also change masks, boxes, areas and ids as the findings suggest, and drop records that cannot"
                            + " be fixed otherwise. Without it no mask changes by a pixel, no box moves, no id of an image or"
                            + " category changes, and no record is lost.")
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
        Findings before = validate(file);
        if (box != null && !Fixing.converts(options, before)) {
            sayWhyNoBox(file, options);
        }
        FixReport report = fix(file, options, before);
        if (dryRun) {
            tell(file, options, before, report);
        }
        if (!json || !dryRun) {
            common.print(report.summary(dryRun));
        }
        if (!json) {
            sayWhatIsLeft(report.errorsLeft());
        }
        return report.errorsLeft() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private void sayWhyNoBox(Input file, FixOptions options) {
        Code code = Fixing.boxCode(options.boxes());
        common.messages()
                .note(file.name() + ": --box " + box + " converts no box: "
                        + (options.wanted().test(code)
                                ? "the boxes do not look as if they were in that format"
                                : "--select or --ignore leaves out " + code.name() + ", which finds such boxes"));
    }

    /** Fixes the document. What came out is validated, too, wherever it goes. */
    private FixReport fix(Input file, FixOptions options, Findings before) throws IOException {
        FixLog log = new FixLog(null);
        try (FileChannel fixed = TemporaryFile.of(copy -> Fixing.run(file, options, before, copy, log))) {
            Input result = Input.temporary(file.name(), fixed);
            FixReport report = FixReport.of(log, before, validate(result));
            if (!dryRun) {
                Output.write(output, common.console.out(), out -> {
                    try (InputStream in = result.open()) {
                        in.transferTo(out);
                    }
                });
            }
            return report;
        }
    }

    /** Prints the counts and then the changes, which are found again, so that none needs memory. */
    private void tell(Input file, FixOptions options, Findings before, FixReport report) throws IOException {
        List<String> changes = new ArrayList<>();
        if (!json) {
            common.console.print(report.counts());
        }
        FixLog log = new FixLog(json ? changes::add : this::print);
        Fixing.run(file, options, before, OutputStream.nullOutputStream(), log);
        if (json) {
            common.console.print(report.with(changes).json() + "\n");
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
            String place = dryRun || output.equals("-") ? "the output" : output;
            common.messages()
                    .note(place + ": " + Summary.count(errors, "error") + (errors == 1 ? " is" : " are")
                            + " left; 'copra validate' lists " + (errors == 1 ? "it" : "them"));
        }
    }

    private Findings validate(Input file) throws IOException {
        Findings findings = new Findings(checks.wanted(), Set.of(), false);
        Validation.run(
                file,
                new ValidationOptions(checks.threads(), null, checks.images(), null, null, null, List.of(), false),
                findings);
        return findings;
    }
}
