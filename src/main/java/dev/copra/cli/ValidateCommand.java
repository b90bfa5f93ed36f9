package dev.copra.cli;

import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.json.JsonException;
import dev.copra.validate.Baseline;
import dev.copra.validate.Code;
import dev.copra.validate.Codes;
import dev.copra.validate.Findings;
import dev.copra.validate.Severity;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import dev.copra.validate.report.JsonReport;
import dev.copra.validate.report.Outcome;
import dev.copra.validate.report.Report;
import dev.copra.validate.report.TextReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra validate}: what would silently cost a training run. */
@Command(
        name = "validate",
        description = "Find what readers refuse, drop or misread in a file, and say where it is.",
        sortOptions = false,
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "An error is what readers refuse, drop or score wrongly without a word; what is legal but likely not",
            "meant is a warning. Exit code: 0 if there is nothing as bad as --fail-on, 1 if there is, 2 if the",
            "input is not JSON or cannot be read.",
            "",
            "Examples:",
            "  copra validate instances.json",
            "  copra validate instances.json --select bbox,polygon --fail-on warning",
            "  copra validate instances.json --images train2017/",
            "  copra validate instances.json --for detectron2,ultralytics",
            "  copra validate train.json --against val.json --images train/ --against-images val/",
            "  copra validate instances.json --report sarif=copra.sarif --report github",
            "  copra validate instances.json --write-baseline known.json",
            "  copra validate --explain polygon-crossing"
        })
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
                            + " drop, crash on or misread.")
    private List<String> consumers = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "The least that makes the answer no: error (default), warning or never.")
    private FailOn failOn;

    @Option(
            names = "--report",
            paramLabel = "KIND=FILE",
            description = "Also write sarif=FILE, junit=FILE or csv=FILE, or print github's annotations; repeatable.")
    private List<String> reports = new ArrayList<>();

    @Option(names = "--baseline", paramLabel = "FILE", description = "Leave out the findings that FILE knows.")
    private String baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write all findings to FILE, as the baseline of later runs; the answer is then yes.")
    private String writeBaseline;

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "Show the first N places of each code (default: ${DEFAULT-VALUE}).")
    private int places = 5;

    @Option(names = "--json", description = "Answer in JSON, with all places; a line a file.")
    private boolean json;

    @Option(
            names = "--explain",
            paramLabel = "CODE",
            description = "Say what a code means and what can be done; needs no INPUT.")
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
        configure();
        Set<String> known = baseline == null || writeBaseline != null ? Set.of() : Baseline.read(Path.of(baseline));
        List<Outcome> outcomes = new ArrayList<>();
        for (String input : inputs) {
            Outcome outcome = validate(Rewrite.input(console, input), known);
            outcomes.add(outcome);
            if (json) {
                console.print(JsonReport.write(outcome));
            } else if (!common.quiet) {
                console.print(new TextReport(places).write(outcome));
            }
        }
        writeReports(outcomes);
        if (writeBaseline != null) {
            List<String> keys = outcomes.stream()
                    .flatMap(outcome -> outcome.findings().keys().stream())
                    .distinct()
                    .sorted()
                    .toList();
            Output.write(writeBaseline, console.out(), out -> Baseline.write(out, keys));
            return ExitCode.DONE;
        }
        return outcomes.stream().anyMatch(outcome -> fails(outcome.findings())) ? ExitCode.NO : ExitCode.DONE;
    }

    private Outcome validate(Input file, Set<String> known) throws IOException {
        Findings findings = new Findings(checks.wanted(), known, writeBaseline != null);
        try {
            return new Outcome(file.name(), Validation.run(file, options(), findings), findings);
        } catch (JsonException e) {
            throw new CommandException(file.name() + ": " + e.getMessage(), e);
        }
    }

    private ValidationOptions options() {
        Path images = checks.images();
        Path others = againstImages == null ? images : CheckOptions.folder("--against-images", againstImages);
        if (images == null && againstImages != null) {
            throw new CommandException("--against-images needs --images");
        }
        return new ValidationOptions(
                checks.threads(),
                groundTruth == null ? null : Rewrite.input(console, groundTruth),
                images,
                against == null ? null : Rewrite.input(console, against),
                others,
                consumers);
    }

    /** Checks what was asked for before the work starts, and takes the rest from the configuration. */
    private void configure() throws IOException {
        CheckConfig config = CheckConfig.find(inputs.get(0));
        checks.complete(config);
        groundTruth = groundTruth == null ? config.path("ground-truth") : groundTruth;
        consumers.addAll(config.list("for"));
        for (String consumer : consumers) {
            if (!Validation.CONSUMERS.contains(consumer)) {
                throw new CommandException(
                        "--for " + consumer + ": there are " + String.join(", ", Validation.CONSUMERS));
            }
        }
        against = against == null ? config.path("against") : against;
        againstImages = againstImages == null ? config.path("against-images") : againstImages;
        baseline = baseline == null ? config.path("baseline") : baseline;
        if (failOn == null) {
            String configured = config.text("fail-on") == null ? "error" : config.text("fail-on");
            try {
                failOn = FailOn.valueOf(configured.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new CommandException("fail-on is '" + configured + "', none of error, warning, never", e);
            }
        }
        for (String report : reports) {
            Report kind = Report.named(report.split("=", 2)[0]);
            if (kind == null || (kind == Report.GITHUB) == report.contains("=")) {
                throw new CommandException("--report " + report + ": write sarif=FILE, junit=FILE, csv=FILE or github");
            }
        }
    }

    private void writeReports(List<Outcome> outcomes) throws IOException {
        for (String report : reports) {
            String[] parts = report.split("=", 2);
            String text = Report.named(parts[0]).write(outcomes, failOn.severity(), Version.number());
            if (parts.length == 2) {
                Output.write(parts[1], console.out(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            } else if (json) {
                console.err().print(text);
            } else {
                console.print(text);
            }
        }
    }

    private boolean fails(Findings findings) {
        return switch (failOn) {
            case NEVER -> false;
            case ERROR -> findings.count(Severity.ERROR) > 0;
            case WARNING -> findings.count(Severity.ERROR) + findings.count(Severity.WARNING) > 0;
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
