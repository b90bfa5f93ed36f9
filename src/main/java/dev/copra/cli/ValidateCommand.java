package dev.copra.cli;

import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.json.JsonException;
import dev.copra.report.Escape;
import dev.copra.report.validation.JsonReport;
import dev.copra.report.validation.Outcome;
import dev.copra.report.validation.Report;
import dev.copra.report.validation.TextReport;
import dev.copra.validate.Baseline;
import dev.copra.validate.Code;
import dev.copra.validate.Codes;
import dev.copra.validate.Findings;
import dev.copra.validate.Severity;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra validate}: what would silently cost a training run. */
@Command(name = "validate", description = "Find what readers refuse, drop or misread in a file, and say where it is.")
final class ValidateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "COCO files, results files or JSON lines; .gz too; - is standard input.")
    private List<String> inputs = new ArrayList<>();

    @Mixin
    private CheckOptions checks;

    @Option(
            names = "--ground-truth",
            paramLabel = "FILE",
            description = "The data set that a results file belongs to: its images and categories.")
    private String groundTruth;

    @Option(
            names = "--masks",
            paramLabel = "DIR",
            description =
                    "Folder of a panoptic file's PNGs: their pixels are held against segments_info (default: those"
                            + " that are in the folder of --images).")
    private String masks;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Another data set that this one shall share nothing with, as training and validation data.")
    private String against;

    @Option(
            names = "--against-images",
            paramLabel = "DIR",
            description = "Folder of the images of --against (default: that of --images).")
    private String againstImages;

    @Option(
            names = "--for",
            split = ",",
            paramLabel = "CONSUMER",
            description =
                    "Also say what pycocotools, detectron2, mmdetection, torchvision, ultralytics, cvat or detr would"
                            + " drop, crash on or misread; all means all of them.")
    private List<String> consumers = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "The least severe finding that makes the exit code 1: error (default), warning or never.")
    private FailOn failOn = FailOn.ERROR;

    @Option(
            names = "--report",
            split = ",",
            paramLabel = "KIND=FILE",
            description = "Also write sarif=FILE, junit=FILE or csv=FILE, or print github's annotations; repeatable."
                    + " FILE - is standard output; the answer then goes to standard error.")
    private List<String> reports = new ArrayList<>();

    @Option(names = "--baseline", paramLabel = "FILE", description = "Leave out the findings that FILE knows.")
    private String baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write all findings to FILE, as the baseline of later runs; the exit code is then 0.")
    private String writeBaseline;

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "Show the first N places of each code (default: ${DEFAULT-VALUE}).")
    private int places = 5;

    @Option(names = "--verbose", description = "Show all places, and all categories of findings about categories.")
    private boolean verbose;

    @Option(
            names = "--json",
            description =
                    "Answer in JSON, with all places: an object, or a list of objects if there are several INPUTs.")
    private boolean json;

    @Option(
            names = "--explain",
            paramLabel = "CODE",
            description = "Say what a code means, what can be done, and where the rule comes from; needs no INPUT.")
    private String explain;

    @Option(names = "--codes", description = "List all codes; needs no INPUT.")
    private boolean codes;

    @Mixin
    private CommonOptions common;

    /** What makes the answer no. */
    private enum FailOn {
        ERROR,
        WARNING,
        NEVER;

        Severity severity() {
            return this == WARNING ? Severity.WARNING : Severity.ERROR;
        }
    }

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (explain != null || codes) {
            console.print(codes ? list() : explain());
            return ExitCode.DONE;
        }
        if (inputs.isEmpty()) {
            throw new CommandException("validate: which file? Name INPUT, or - for standard input");
        }
        checkReports();
        ValidationOptions options = options();
        Baseline known = baseline();
        boolean toError = takesStandardOutput();
        List<Outcome> outcomes = new ArrayList<>();
        for (String input : inputs) {
            Outcome outcome = validate(console.input(input), options, known);
            outcomes.add(outcome);
            if (!json && outcome instanceof Outcome.Checked checked) {
                answer(new TextReport(verbose ? Integer.MAX_VALUE : places, !common.quiet).write(checked), toError);
            }
        }
        if (json || inputs.size() > 1) {
            answer(json ? JsonReport.write(outcomes) : TextReport.total(outcomes), toError);
        }
        writeReports(outcomes);
        return exitCode(outcomes);
    }

    /** Whether a report or the baseline goes where the answer would go. */
    private boolean takesStandardOutput() throws IOException {
        boolean taken = writeBaseline != null && Output.isStandard(writeBaseline);
        for (String report : reports) {
            int at = report.indexOf('=');
            taken |= at > 0 && Output.isStandard(report.substring(at + 1));
        }
        return taken;
    }

    private int exitCode(List<Outcome> outcomes) throws IOException {
        if (outcomes.stream().anyMatch(outcome -> outcome instanceof Outcome.Unreadable)) {
            if (writeBaseline != null) {
                console.err()
                        .println("copra: " + Escape.line(writeBaseline) + " is not written, because an INPUT cannot be"
                                + " read");
            }
            return ExitCode.USAGE;
        }
        if (writeBaseline != null) {
            Map<String, List<String>> keys = new TreeMap<>();
            for (int i = 0; i < inputs.size(); i++) {
                Path input = inputs.get(i).equals("-") ? null : Path.of(inputs.get(i));
                keys.put(
                        Baseline.name(Path.of(writeBaseline), input),
                        ((Outcome.Checked) outcomes.get(i)).findings().keys());
            }
            Output.write(writeBaseline, console.out(), out -> Baseline.write(out, keys));
            return ExitCode.DONE;
        }
        return outcomes.stream().anyMatch(this::fails) ? ExitCode.NO : ExitCode.DONE;
    }

    private Outcome validate(Input file, ValidationOptions options, Baseline known) {
        Findings findings = new Findings(checks.wanted(), known.of(file.path()), writeBaseline != null);
        String reason;
        try {
            return new Outcome.Checked(file.name(), Validation.run(file, options, findings), findings, options);
        } catch (JsonException e) {
            reason = e.getMessage();
        } catch (IOException e) {
            reason = Failures.describe(e);
        }
        String prefix = file.name() + ": ";
        reason = reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason;
        console.err().println("copra: " + Escape.line(prefix + reason));
        return new Outcome.Unreadable(file.name(), reason);
    }

    private Baseline baseline() throws IOException {
        if (baseline == null || writeBaseline != null) {
            return Baseline.NONE;
        }
        Baseline known = Baseline.read(Path.of(baseline));
        if (known.isOld()) {
            console.err()
                    .println("copra: " + Escape.line(baseline) + " was written by an older Copra: its findings name no"
                            + " file and are left out of every INPUT; write it again with --write-baseline");
        }
        return known;
    }

    private ValidationOptions options() throws IOException {
        Path images = checks.images();
        Path others = againstImages == null ? images : CheckOptions.folder("--against-images", againstImages);
        if (images == null && againstImages != null) {
            throw new CommandException("--against-images needs --images");
        }
        for (String consumer : consumers) {
            if (!consumer.equals("all") && !Validation.CONSUMERS.contains(consumer)) {
                throw new CommandException(
                        "--for " + consumer + ": there are " + String.join(", ", Validation.CONSUMERS) + " and all");
            }
        }
        return new ValidationOptions(
                checks.threads(),
                groundTruth == null ? null : CheckOptions.other(console, groundTruth),
                images,
                masks == null ? null : CheckOptions.folder("--masks", masks),
                against == null ? null : CheckOptions.other(console, against),
                others,
                consumers.contains("all") ? Validation.CONSUMERS : consumers,
                verbose);
    }

    private void checkReports() {
        for (String report : reports) {
            Report kind = Report.named(report.split("=", 2)[0]);
            if (kind == null || (kind == Report.GITHUB) == report.contains("=") || report.endsWith("=")) {
                throw new CommandException("--report " + report + ": write sarif=FILE, junit=FILE, csv=FILE or github");
            }
        }
    }

    private void writeReports(List<Outcome> outcomes) throws IOException {
        for (String report : reports) {
            String[] parts = report.split("=", 2);
            Output.Content content =
                    out -> Report.named(parts[0]).write(out, outcomes, failOn.severity(), Version.number());
            if (parts.length == 2) {
                Output.write(parts[1], console.out(), content);
            } else {
                content.writeTo(json ? console.err() : console.out());
            }
        }
    }

    private void answer(String text, boolean toError) throws IOException {
        if (toError) {
            console.err().print(text);
        } else {
            console.print(text);
        }
    }

    private boolean fails(Outcome outcome) {
        return switch (failOn) {
            case NEVER -> false;
            case ERROR -> outcome.count(Severity.ERROR) > 0;
            case WARNING -> outcome.count(Severity.ERROR) + outcome.count(Severity.WARNING) > 0;
        };
    }

    private String explain() {
        Code code = Codes.named(explain)
                .orElseThrow(() -> new CommandException(
                        "there is no code '" + explain + "'; 'copra validate --codes' lists them"));
        return TextReport.explain(code);
    }

    private static String list() {
        StringBuilder text = new StringBuilder();
        for (Code code : Codes.ALL) {
            text.append(String.format("%-8s %-28s %s%n", code.severity(), code.name(), code.title()));
        }
        return text.toString();
    }
}
