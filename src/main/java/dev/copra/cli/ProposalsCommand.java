package dev.copra.cli;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.copra.evaluate.Kind;
import dev.copra.evaluate.Proposals;
import dev.copra.evaluate.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra proposals}: how well proposals cover the truth. */
@Command(
        name = "proposals",
        description = "Measure how well proposals cover the truth, categories aside.",
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "A truth is found if any of its image's best N proposals overlaps it by the IoU; crowds are left out.",
            "AR is the mean over IoU .5 to .95. Aspect: wide and tall are at least 2:1. The histogram is of each",
            "proposal's best IoU with any truth. --json lists the truths that are missed, by id.",
            "",
            "Examples:",
            "  copra proposals instances.json proposals.json",
            "  copra proposals instances.json proposals.json --count 50,300,1000 --json | jq .missed"
        })
final class ProposalsCommand implements Callable<Integer> {
    private static final int MISSED_SHOWN = 10;
    private static final double[] SHOWN_THRESHOLDS = {.5, .6, .7, .8, .9};

    private final Console console;

    @Parameters(index = "0", paramLabel = "TRUTH", description = "A COCO file; .gz too; - is standard input.")
    private String truthFile;

    @Parameters(index = "1", paramLabel = "RESULTS", description = "A results file; .gz too; -.")
    private String resultsFile;

    /** What is compared. */
    private enum Type {
        BBOX,
        SEGM
    }

    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            description = "bbox (default) or segm.")
    private Type type = Type.BBOX;

    @Option(
            names = "--count",
            paramLabel = "LIST",
            description = "Numbers of proposals an image (default 1,10,100,1000).")
    private List<String> counts = List.of("1,10,100,1000");

    @Option(
            names = "--missed-below",
            paramLabel = "IOU",
            description = "A truth that no proposal overlaps by this is missed (default: ${DEFAULT-VALUE}).")
    private double missedBelow = .5;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    ProposalsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        long[] numbers = ListOption.integers("--count", counts);
        Arrays.sort(numbers);
        if (numbers.length == 0 || numbers[0] < 1 || numbers[numbers.length - 1] > Integer.MAX_VALUE) {
            throw new CommandException("--count: numbers of at least 1 are needed");
        }
        Rules rules = Rules.coco(Kind.valueOf(type.name()));
        EvaluationFiles files = EvaluationFiles.read(
                console,
                truthFile,
                resultsFile,
                rules.kind(),
                false,
                true,
                Runtime.getRuntime().availableProcessors(),
                common);
        files.rejectedResults().printSummary();
        int[] counted = Arrays.stream(numbers).mapToInt(n -> (int) n).toArray();
        Proposals proposals = new Proposals(files.truth(), files.results(), rules, counted);
        Summary summary = summary(proposals, counted);
        summary.add("rejected_truths", files.rejectedTruths().counts());
        summary.add("rejected_results", files.rejectedResults().counts());
        console.print(json ? summary.toJson() + "\n" : summary.toText());
        return files.incomplete() ? ExitCode.NO : ExitCode.DONE;
    }

    private Summary summary(Proposals proposals, int[] counted) {
        Summary summary = new Summary();
        int truths = proposals.truths(Proposals.Group.ALL);
        summary.add("truths", truths, Summary.count(truths, "truth"));
        summary.line("").line("recall        AR   IoU .5      .6      .7      .8      .9");
        Map<String, Object> byCount = new LinkedHashMap<>();
        for (int n = 0; n < counted.length; n++) {
            byCount.put(Integer.toString(counted[n]), recalls(proposals, n));
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%7d ", counted[n]))
                    .append(number(proposals.averageRecall(Proposals.Group.ALL, n)));
            for (double threshold : SHOWN_THRESHOLDS) {
                row.append(number(proposals.recall(Proposals.Group.ALL, n, threshold)));
            }
            summary.line(row.toString());
        }
        summary.add("recall", byCount);
        groups(summary, proposals, counted.length - 1, counted[counted.length - 1]);
        histogram(summary, proposals.histogram());
        missed(summary, proposals.missed(missedBelow));
        return summary;
    }

    private static Map<String, Object> recalls(Proposals proposals, int count) {
        Map<String, Object> recalls = new LinkedHashMap<>();
        recalls.put("AR", finite(proposals.averageRecall(Proposals.Group.ALL, count)));
        for (int percent = 50; percent < 100; percent += 5) {
            recalls.put("R" + percent, finite(proposals.recall(Proposals.Group.ALL, count, percent / 100.)));
        }
        return recalls;
    }

    private static void groups(Summary summary, Proposals proposals, int last, int most) {
        summary.line("").line("with " + most + "      AR   IoU .5   truths");
        Map<String, Object> byGroup = new LinkedHashMap<>();
        for (Proposals.Group group : Proposals.Group.values()) {
            if (group == Proposals.Group.ALL) {
                continue;
            }
            String name = group.name().toLowerCase(Locale.ROOT);
            double average = proposals.averageRecall(group, last);
            double half = proposals.recall(group, last, .5);
            int truths = proposals.truths(group);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("AR", finite(average));
            entry.put("R50", finite(half));
            entry.put("truths", truths);
            byGroup.put(name, entry);
            summary.line(String.format(Locale.ROOT, "%-8s%s%s%9d", name, number(average), number(half), truths));
        }
        summary.add("by_group", byGroup);
    }

    private static void histogram(Summary summary, long[] bins) {
        summary.add("best_overlap_histogram", bins).line("").line("proposals by their best IoU with a truth");
        long most = Math.max(1, Arrays.stream(bins).max().orElse(1));
        for (int b = 0; b < bins.length; b++) {
            String bar = "#".repeat((int) (bins[b] * 40 / most));
            summary.line(String.format(Locale.ROOT, "  %.1f to %.1f %9d  %s", b / 10., (b + 1) / 10., bins[b], bar)
                    .stripTrailing());
        }
    }

    private void missed(Summary summary, List<Proposals.Missed> missed) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Proposals.Missed truth : missed) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", new RawValue(new String(truth.id().json(), StandardCharsets.UTF_8)));
            entry.put("image", new RawValue(new String(truth.image().json(), StandardCharsets.UTF_8)));
            entry.put("bestOverlap", truth.bestOverlap());
            entries.add(entry);
        }
        summary.add("missed", entries).line("");
        summary.line(missed.size() + " truths are missed at IoU " + missedBelow);
        missed.stream()
                .limit(MISSED_SHOWN)
                .forEach(truth -> summary.line(String.format(
                        Locale.ROOT,
                        "  id %s on image %s, best IoU %.3f",
                        truth.id(),
                        truth.image(),
                        truth.bestOverlap())));
        if (missed.size() > MISSED_SHOWN) {
            summary.line("  ... --json lists them all");
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "       -" : String.format(Locale.ROOT, "%8.3f", value);
    }

    private static Double finite(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
