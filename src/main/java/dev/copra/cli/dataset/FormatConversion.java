package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.coco.Problems;
import dev.copra.coco.region.Encoding;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Ledger;
import dev.copra.format.Conversion;
import dev.copra.format.Formats;
import dev.copra.format.SourceFindings;
import dev.copra.format.SplitFolder;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.StreamFormat;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.CategoryOrder;
import dev.copra.format.name.ImagesBeside;
import dev.copra.format.name.Splits;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import dev.copra.report.dataset.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Converts data sets from one format to another. */
final class FormatConversion {
    private final RewriteOptions options;
    private final FormatOptions formats;
    private final CommonOptions common;
    private final Ledger ledger = new Ledger();

    FormatConversion(RewriteOptions options, FormatOptions formats, CommonOptions common) {
        this.options = options;
        this.formats = formats;
        this.common = common;
    }

    int run(List<String> more, Encoding encoding) throws IOException {
        common.console.keepTalk(options.json);
        if (formats.copyImages && formats.linkImages) {
            throw new CommandException("--copy-images and --link-images exclude each other");
        }
        if (formats.images != null) {
            ImagesOption.folder("--images", formats.images.toString());
        }
        List<String> inputs = new ArrayList<>();
        inputs.add(options.input);
        inputs.addAll(more);
        Problems problems = inputs.size() == 1
                ? common.messages().problems(inputs.get(0))
                : common.messages().problems();
        Format to = target();
        List<String> classes = formats.classes == null
                ? List.of()
                : Files.readAllLines(formats.classes).stream()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty())
                        .toList();
        SourceFindings findings = new SourceFindings(problems);
        ReadOptions reading = new ReadOptions(
                formats.images,
                options.imageSizes == null ? null : Path.of(options.imageSizes),
                classes,
                formats.vocZeroBased,
                options.maxPixels,
                findings,
                findings.ledger());
        List<SplitFolder.Place> places = new ArrayList<>();
        for (String input : inputs) {
            places.addAll(places(input));
        }
        String from = places.get(0).format().name();
        for (SplitFolder.Place place : places) {
            if (!from.equals(place.format().name())) {
                throw new CommandException(places.get(0).path() + " is " + from + ", but " + place.path() + " is "
                        + place.format().name() + "; convert them one by one");
            }
        }
        List<String> splits =
                Splits.names(places.stream().map(SplitFolder.Place::path).toList());
        List<Splits.Part> parts = new ArrayList<>();
        try {
            for (SplitFolder.Place place : places) {
                String input = place.path().toString();
                ReadOptions own = places.size() == 1 ? reading : reading.of(input);
                if (formats.images == null && Files.isRegularFile(place.path())) {
                    own = own.beside(ImagesBeside.of(place.path()));
                }
                DatasetSource source = input.equals("-")
                        ? ((StreamFormat) place.format()).open(common.console.input(input), own)
                        : place.format().open(place.path(), own);
                parts.add(new Splits.Part(places.size() == 1 ? "" : splits.get(parts.size()), source));
            }
            if (formats.to == null
                    && encoding == null
                    && from.equals("coco")
                    && to.name().equals("coco")) {
                throw new CommandException("name the format to write with --to, or an encoding with --segmentation");
            }
            DatasetSource source = parts.size() == 1 ? parts.get(0).source() : new Splits(parts);
            if (classes.isEmpty() && formats.order != CategoryOrder.DOCUMENT) {
                classes = formats.order.names(source.catalog().categories());
            }
            WriteOptions writing = new WriteOptions(
                    formats.images,
                    transfer(),
                    classes,
                    encoding,
                    formats.overlap,
                    formats.vocZeroBased,
                    problems,
                    ledger);
            Conversion.Tally tally = new Conversion(
                            source, findings, to, writing, Runtime.getRuntime().availableProcessors())
                    .write(options.output.name(), common.console.out(), formats.force, condition());
            problems.summarize();
            Summary summary = ConversionReport.of(from, to.name(), tally, ledger, problems.counts());
            common.print(summary);
            boolean refused = formats.strict && !formats.dryRun && !tally.written();
            return refused || problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
        } finally {
            for (Splits.Part part : parts) {
                part.source().close();
            }
        }
    }

    private Conversion.Condition condition() {
        return formats.dryRun
                ? Conversion.Condition.NEVER
                : formats.strict ? Conversion.Condition.WITHOUT_LOSS : Conversion.Condition.ALWAYS;
    }

    private WriteOptions.Transfer transfer() {
        return formats.copyImages
                ? WriteOptions.Transfer.COPY
                : formats.linkImages ? WriteOptions.Transfer.LINK : WriteOptions.Transfer.NONE;
    }

    /** Whether the output is a folder. */
    boolean writesFolder() {
        return Conversion.writesFolder(target(), options.output.name());
    }

    private Format target() {
        if (formats.to != null) {
            Format format = Formats.named(formats.to);
            if (format == null || !format.isWritten()) {
                throw new CommandException("--to " + formats.to + ": "
                        + (format == null ? "there is no such format" : "this format can only be read")
                        + "; --to is one of " + String.join(", ", Formats.names(true)));
            }
            return format;
        }
        Format format = Formats.byEnding(options.output.name().toLowerCase(Locale.ROOT));
        return format == null ? Formats.named("coco") : format;
    }

    /** An input, or the data sets in it if it is a folder that is of no format itself. */
    private List<SplitFolder.Place> places(String input) throws IOException {
        Format named = named();
        if (input.equals("-")) {
            return List.of(new SplitFolder.Place(Path.of(input), ofStandardInput(named)));
        }
        Path path = Input.path(input);
        boolean folder = Files.isDirectory(path);
        Format format = named;
        if (named == null || folder) {
            Probe probe = Probe.of(path);
            format = named == null ? Formats.of(probe) : named.recognises(probe) ? named : null;
        }
        if (format != null) {
            return List.of(new SplitFolder.Place(path, format));
        }
        List<SplitFolder.Place> found = folder ? SplitFolder.places(path, named) : List.of();
        if (found.isEmpty() && named instanceof StreamFormat) {
            throw new CommandException(input + ": this folder has no file of the format " + named.name());
        }
        if (found.isEmpty() && named != null) {
            // it says itself what it misses
            return List.of(new SplitFolder.Place(path, named));
        }
        if (found.isEmpty()) {
            throw new CommandException(input + ": this is none of the known formats; name it with --from ("
                    + String.join(", ", Formats.names(false)) + ")");
        }
        requireOneEach(found, path, input);
        return found;
    }

    private static Format ofStandardInput(Format named) {
        Format format = named == null ? Formats.named("coco") : named;
        if (!(format instanceof StreamFormat)) {
            throw new CommandException("--from " + format.name() + " is a folder, which standard input cannot be");
        }
        return format;
    }

    /** Refuses a folder in which a split has several data sets, such as the same one in several formats. */
    private static void requireOneEach(List<SplitFolder.Place> found, Path folder, String input) {
        Map<String, SplitFolder.Place> bySplit = new HashMap<>();
        for (SplitFolder.Place place : found) {
            String split = Splits.told(folder.relativize(place.path()));
            SplitFolder.Place other = bySplit.putIfAbsent(split, place);
            if (other != null) {
                throw new CommandException(input + ": this folder has several data sets"
                        + (split.isEmpty() ? "" : " for the split '" + split + "'") + ", " + other.path() + " ("
                        + other.format().name() + ") and " + place.path() + " ("
                        + place.format().name() + "); name those that are meant");
            }
        }
    }

    /** The format of --from, or null. */
    private Format named() {
        if (formats.from == null) {
            return null;
        }
        Format format = Formats.named(formats.from);
        if (format == null) {
            throw new CommandException("--from " + formats.from + ": there is no such format; --from is one of "
                    + String.join(", ", Formats.names(false)));
        }
        return format;
    }
}
