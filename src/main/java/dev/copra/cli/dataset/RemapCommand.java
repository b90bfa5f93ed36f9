package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Rewrite;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.coco.Section;
import dev.copra.dataset.remap.CategoryRule;
import dev.copra.dataset.remap.CocoIds;
import dev.copra.dataset.remap.FileNameEdits;
import dev.copra.dataset.remap.RemapOptions;
import dev.copra.dataset.remap.RemapPlan;
import dev.copra.dataset.remap.RemapTable;
import dev.copra.dataset.remap.RemapTableReader;
import dev.copra.dataset.remap.Remapping;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.report.dataset.RemapReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code copra remap}: other categories, ids and file names. */
@Command(
        name = "remap",
        description = {
            "Rename, merge and renumber categories, number records anew, change the names of image files.",
            "All that refers to them follows; every other byte stays."
        },
        addMethodSubcommands = false)
public final class RemapCommand implements Callable<Integer> {
    private enum Others {
        KEEP,
        DROP
    }

    @Mixin
    private RewriteOptions options;

    @Option(
            names = "--categories",
            paramLabel = "OLD:NEW,...|FILE",
            description = "What becomes of which category, each a name or an id; a FILE has a pair a line, with a tab"
                    + " between names that have colons (default: categories stay).")
    private String categories;

    @Option(
            names = "--others",
            paramLabel = "POLICY",
            description =
                    "What becomes of categories that --categories does not name: keep (default), or drop with their"
                            + " annotations.")
    private Others others = Others.KEEP;

    @Option(
            names = "--ids",
            paramLabel = "LIST",
            description =
                    "Number these without gaps, in their order: images, categories, annotations or all; 1.. is all"
                            + " from 1 (default: ids stay).")
    private String ids;

    @Option(
            names = "--start",
            paramLabel = "N",
            description = "First number of --ids for images, categories and annotations, and of --coco for its 80"
                    + " (default: 1; with --coco 0).")
    private Long start;

    @Option(
            names = "--coco",
            paramLabel = "WAY",
            description =
                    "Category ids from COCO's own, up to 90, to places in its list of 80, or back: 91to80 or 80to91"
                            + " (default: neither).")
    private String coco;

    @Option(
            names = "--file-names",
            paramLabel = "EDIT",
            description =
                    "Edit the names of image files: s#PATTERN#TEXT# as sed does, prefix:TEXT, nfc or slashes; may be"
                            + " given several times (default: names stay).")
    private List<String> fileNames = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Write what became of what, as JSON, for --apply and for --reverse.")
    private WrittenFile table;

    @Option(
            names = "--apply",
            paramLabel = "FILE",
            description = "Use the table that --table has written, such as that of the data set for its results.")
    private String apply;

    @Option(names = "--reverse", description = "With --apply: from new to old.")
    private boolean reverse;

    @Mixin
    private ImageCopyOptions images;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        Rewrite rewrite = new Rewrite(options, common);
        RemapPlan plan = plan(rewrite);
        try (ImageCopyOptions.Copies copies = images.open(rewrite.problems());
                Output out = table == null ? null : table.open(common.console)) {
            Remapping remapping = new Remapping(
                    plan, out == null ? null : new RemapTable(out.stream()), copies.images(), rewrite.problems());
            int code = rewrite.run(remapping);
            if (out != null) {
                remapping.finish();
                out.commit();
            }
            copies.commit();
            rewrite.printSummary(RemapReport.of(remapping.tally(), copies.images(), rewrite.problems()));
            return code;
        }
    }

    private void checkOptions() throws IOException {
        boolean own = categories != null || ids != null || coco != null || !fileNames.isEmpty();
        if (apply != null && (own || start != null || others == Others.DROP)) {
            throw new CommandException("--apply takes all from its table; leave out the other options");
        }
        if (reverse && apply == null) {
            throw new CommandException("--reverse needs the table to be reversed; name it with --apply");
        }
        if (apply == null && !own) {
            throw new CommandException(
                    "say what is to change with --categories, --ids, --coco, --file-names or --apply");
        }
        if (coco != null && categories != null) {
            throw new CommandException("--coco and --categories exclude each other; do one after the other");
        }
        if (others == Others.DROP && categories == null) {
            throw new CommandException("--others belongs to --categories");
        }
        if (table != null && table.isStandardOutput() && options.output.isStandardOutput()) {
            throw new CommandException("--table and the output would both go to standard output; name a file for one");
        }
    }

    private RemapPlan plan(Rewrite rewrite) throws IOException {
        if (apply != null) {
            return ListOption.of("--apply", () -> RemapTableReader.read(common.console.input(apply), reverse));
        }
        RemapOptions wanted = wanted();
        Input lists = options.imageSizes == null ? null : common.console.input(options.imageSizes);
        if (lists == null) {
            rewrite.spool();
        }
        String asked = categories != null ? "--categories" : ids != null ? "--ids" : "--coco";
        return ListOption.of(asked, () -> RemapPlan.of(rewrite.input(), lists, wanted));
    }

    private RemapOptions wanted() throws IOException {
        CocoIds way = coco == null ? null : way();
        Set<Section> sections = ids == null ? Set.of() : ListOption.of("--ids", this::sections);
        if (way != null && sections.contains(Section.CATEGORIES)) {
            throw new CommandException("--coco gives categories their ids; leave them out of --ids");
        }
        long first = start != null ? start : ids != null && ids.endsWith("..") ? firstId() : way != null ? 0 : 1;
        return new RemapOptions(
                categories == null ? List.of() : ListOption.of("--categories", this::rules),
                others == Others.DROP,
                sections,
                first,
                way,
                fileNames.isEmpty() ? null : ListOption.of("--file-names", () -> FileNameEdits.parse(fileNames)));
    }

    private CocoIds way() {
        return switch (coco.toLowerCase(Locale.ROOT)) {
            case "80to91" -> CocoIds.EIGHTY_TO_NINETY_ONE;
            case "91to80" -> CocoIds.NINETY_ONE_TO_EIGHTY;
            default -> throw new CommandException("--coco: '" + coco + "' is neither 80to91 nor 91to80");
        };
    }

    private List<CategoryRule> rules() throws IOException {
        if (categories.indexOf(':') >= 0 && !categories.startsWith("@")) {
            return CategoryRule.parse(categories);
        }
        String file = categories.startsWith("@") ? categories.substring(1) : categories;
        return CategoryRule.parseLines(Files.readString(Input.path(file), StandardCharsets.UTF_8));
    }

    private long firstId() {
        return Long.parseLong(ids.substring(0, ids.length() - 2));
    }

    private Set<Section> sections() {
        Set<Section> all = EnumSet.of(Section.IMAGES, Section.CATEGORIES, Section.ANNOTATIONS);
        if (ids.equalsIgnoreCase("all") || ids.matches("\\d{1,9}\\.\\.")) {
            return all;
        }
        Set<Section> sections = EnumSet.noneOf(Section.class);
        for (String word : ids.split(",")) {
            sections.add(all.stream()
                    .filter(section -> section.member().equalsIgnoreCase(word.strip()))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + word.strip() + "' is none of images, categories, annotations, all, 1..")));
        }
        return sections;
    }
}
