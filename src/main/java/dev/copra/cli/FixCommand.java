package dev.copra.cli;

import dev.copra.coco.BoxFormat;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.io.TemporaryFile;
import dev.copra.json.JsonException;
import dev.copra.report.Summary;
import dev.copra.validate.Findings;
import dev.copra.validate.FixLog;
import dev.copra.validate.FixOptions;
import dev.copra.validate.Fixing;
import dev.copra.validate.Severity;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra fix}: mends what {@code copra validate} finds. */
@Command(
        name = "fix",
        description = "Mend what 'copra validate' finds, where it can be mended.",
        sortOptions = false,
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Records without a finding keep their bytes; fixing twice changes nothing. Exit code: 0 if no error is",
            "left, 1 if some are.",
            "",
            "Examples:",
            "  copra fix instances.json -o fixed.json",
            "  copra fix instances.json --dry-run",
            "  copra fix instances.json --images train2017/ -o fixed.json",
            "  copra fix corners.json --box xyxy -o fixed.json"
        })
final class FixCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "INPUT", description = "A COCO file; .gz too.")
    private String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "Where to write; .gz packs. Default: standard output.")
    private String output = "-";

    @Option(names = "--dry-run", description = "Print what would change, a line a change, and write nothing.")
    private boolean dryRun;

    @Option(names = "--unsafe", description = "Drop records that cannot be mended otherwise.")
    private boolean unsafe;

    @Option(
            names = "--box",
            paramLabel = "FORMAT",
            description = "Convert all boxes from xyxy, cxcywh or xywh, with :normalized if they are shares of the"
                    + " image's sides; done only if the file's boxes look so.")
    private String box;

    @Mixin
    private CheckOptions checks;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    FixCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.keepTalk(json);
        checks.complete(CheckConfig.find(input));
        Input file = Rewrite.input(console, input).spooled();
        FixOptions options =
                new FixOptions(checks.wanted(), unsafe, box == null ? null : BoxFormat.parse(box), checks.images());
        Findings before = validate(file);
        FixLog log = new FixLog(this::show);
        Findings after = fix(file, options, before, log);
        String verb = dryRun ? "would be " : "";
        console.print(
                new Summary()
                        .add(
                                "changed_records",
                                log.records(),
                                Summary.count(log.records(), "record") + " " + verb + "changed, "
                                        + Summary.count(log.members(), "member"))
                        .add("changed_members", log.members())
                        .add(
                                "dropped_records",
                                log.dropped(),
                                Summary.count(log.dropped(), "record") + " " + verb + "dropped"),
                common.quiet);
        return left(after);
    }

    /** Fixes the document. What came out is validated, too, wherever it goes. */
    private Findings fix(Input file, FixOptions options, Findings before, FixLog log) throws IOException {
        try (FileChannel fixed = TemporaryFile.of(copy -> Fixing.run(file, options, before, copy, log))) {
            Input result = Input.temporary(file.name(), fixed);
            Findings after = validate(result);
            if (!dryRun) {
                Output.write(output, console.out(), out -> {
                    try (InputStream in = result.open()) {
                        in.transferTo(out);
                    }
                });
            }
            return after;
        }
    }

    /** The exit code: it depends on the errors that are left, not on where the output goes. */
    private int left(Findings after) {
        long errors = after.count(Severity.ERROR);
        if (errors > 0 && !common.quiet) {
            String place = dryRun || output.equals("-") ? "the output" : output;
            console.err()
                    .println("copra: " + place + ": " + Summary.count(errors, "error") + (errors == 1 ? " is" : " are")
                            + " left; 'copra validate' lists them");
        }
        return errors > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private Findings validate(Input file) throws IOException {
        Findings findings = new Findings(checks.wanted(), Set.of(), false);
        try {
            Validation.run(
                    file,
                    new ValidationOptions(checks.threads(), null, checks.images(), null, null, java.util.List.of()),
                    findings);
        } catch (JsonException e) {
            throw new CommandException(file.name() + ": " + e.getMessage(), e);
        }
        return findings;
    }

    private void show(String line) {
        if (dryRun) {
            try {
                console.print(line + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
