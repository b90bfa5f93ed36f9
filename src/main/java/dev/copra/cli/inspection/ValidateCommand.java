package dev.copra.cli.inspection;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.console.Version;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.io.Input;
import dev.copra.report.validation.FailOn;
import dev.copra.report.validation.ReportFile;
import dev.copra.report.validation.TextReport;
import dev.copra.report.validation.ValidateRun;
import dev.copra.validate.Codes;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import dev.copra.validate.finding.Baseline;
import dev.copra.validate.finding.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra validate}: what would silently cost a training run. */
@Command(
        name = "validate",
        description = "Find what readers refuse, drop or misread in a file, and say where it is.",
        addMethodSubcommands = false)
public final class ValidateCommand implements Callable<Integer> {
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
            description = "The data set that a results file belongs to: its images and categories. Without "
                    + "it only what the results themselves say is checked.")
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
            description =
                    "Also find what this data set shares with FILE, as training and validation data " + "must not.")
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
            converter = WrittenReport.Converter.class,
            description = "Also write sarif=FILE, junit=FILE or csv=FILE, or print github's annotations; repeatable."
                    + " FILE - is standard output; the answer then goes to standard error.")
    private List<WrittenReport> reports = new ArrayList<>();

    @Option(names = "--baseline", paramLabel = "FILE", description = "Leave out the findings that FILE knows.")
    private String baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write all findings to FILE, as the baseline of later runs; the exit code is then 0.")
    private WrittenFile writeBaseline;

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "Show the first N places of each code (default: ${DEFAULT-VALUE}).")
    @Within(from = 0)
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

    @Override
    public Integer call() throws IOException {
        if (explain != null || codes) {
            common.console.print(codes ? TextReport.codes() : explain());
            return ExitCode.DONE;
        }
        if (inputs.isEmpty()) {
            throw new CommandException("validate: which file? Name INPUT, or - for standard input");
        }
        List<ReportFile> files = reports.stream().map(WrittenReport::report).toList();
        ValidateRun run = new ValidateRun(
                options(),
                checks.wanted(),
                baseline == null || writeBaseline != null
                        ? Baseline.NONE
                        : Baseline.read(Path.of(baseline), common.messages()),
                writeBaseline == null ? null : writeBaseline.name(),
                new ValidateRun.Answer(json, verbose, places, common.quiet),
                common.messages());
        boolean toError = run.takesStandardOutput(files);
        List<Input> read = inputs.stream().map(common.console::input).toList();
        run.check(read, !files.isEmpty(), text -> answer(text, toError));
        OutputStream plain = json ? common.console.err() : common.console.out();
        for (ReportFile file : files) {
            file.write(common.console.out(), plain, run.outcomes(), failOn, Version.number());
        }
        if (run.anyUnreadable()) {
            return ExitCode.USAGE;
        }
        if (writeBaseline != null) {
            writeBaseline.write(common.console, run::writeBaseline);
            return ExitCode.DONE;
        }
        return failOn.fails(run.outcomes()) ? ExitCode.NO : ExitCode.DONE;
    }

    private ValidationOptions options() throws IOException {
        Path images = checks.images();
        Path others = againstImages == null ? images : ImagesOption.folder("--against-images", againstImages);
        if (images == null && againstImages != null) {
            throw new CommandException("--against-images needs --images");
        }
        return new ValidationOptions(
                checks.threads(),
                groundTruth == null ? null : CheckOptions.other(common.console, groundTruth),
                images,
                masks == null ? null : ImagesOption.folder("--masks", masks),
                against == null ? null : CheckOptions.other(common.console, against),
                others,
                ListOption.of("--for", () -> Validation.consumers(consumers)),
                verbose);
    }

    private void answer(String text, boolean toError) throws IOException {
        if (toError) {
            common.console.err().print(text);
        } else {
            common.console.print(text);
        }
    }

    private String explain() {
        Code code = Codes.named(explain)
                .orElseThrow(() -> new CommandException(
                        "there is no code '" + explain + "'; 'copra validate --codes' lists them"));
        return TextReport.explain(code);
    }
}
