package dev.copra.spark;

import dev.copra.box2mask.Fallback;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.SceneRun;
import dev.copra.box2mask.Selection;
import dev.copra.box2mask.StrategySpec;
import dev.copra.cli.Remedies;
import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.mask.StrategyOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Within;
import dev.copra.coco.CocoReader;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.Section;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.Learner;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.Encoding;
import dev.copra.image.ColorProfile;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import dev.copra.report.model.MaskReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra mask} on Spark. */
@Command(
        name = "mask",
        description = "Turn bounding boxes into instance masks, by many machines. The masks are those of 'copra mask'.",
        sortOptions = false)
final class SparkMask implements Callable<Integer> {
    /** Boxes of a task: some 15 seconds of the slower strategies. */
    private static final int BOXES_OF_TASK = 2_000;

    /** Boxes that are put in order together: some 20 MB, which the driver holds, and each of them costs it a job. */
    private static final int BOXES_OF_FILE = 50_000;

    @Parameters(
            paramLabel = "INPUT",
            description = "A COCO file or a results file, .gz too; JSON lines (.jsonl, .ndjson) or Parquet (.parquet).")
    private String input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUTPUT",
            description = "A new folder of annotations as JSON lines, or as Parquet if it ends in .parquet; with"
                    + " --single-file a file.")
    private String output;

    @Option(
            names = "--single-file",
            description = "Write one COCO file, in the order of INPUT: the very file of 'copra mask'.")
    private boolean singleFile;

    @Option(
            names = "--image-list",
            paramLabel = "FILE",
            description = "A COCO file with the images and categories of an INPUT that is no COCO file.")
    private String imageList;

    @Option(names = "--images", paramLabel = "DIR", description = "Where the images are; s3a://, hdfs://, a folder.")
    private String images;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "As in 'copra mask'. Default: learned with --images, else fill.")
    private String strategy;

    @Option(names = "--only", paramLabel = "WHICH", description = "missing (default), boxes or all.")
    private Selection.Only only = Selection.Only.MISSING;

    @Option(names = "--category", paramLabel = "LIST", description = "Only these categories: names or ids.")
    private List<String> categories = new ArrayList<>();

    @Option(names = "--crowd", description = "Crowd regions, too.")
    private boolean crowd;

    @Option(names = "--segmentation", paramLabel = "ENCODING", description = "rle (default), counts or polygon.")
    private Encoding encoding = Encoding.RLE;

    @Option(names = "--simplify", paramLabel = "PIXELS", description = "Let polygons deviate by so much (default: 0).")
    @Within(from = 0)
    private double simplify;

    @Option(names = "--tight-box", description = "Make bbox the bounds of the mask, where it has a pixel.")
    private boolean tightBox;

    @Option(names = "--box", paramLabel = "FORMAT", description = "How boxes are stated: xywh (default), xyxy, cxcywh.")
    private String box = "xywh";

    @Option(names = "--fallback", paramLabel = "MASK", description = "ellipse (default), box or none.")
    private Fallback fallback = Fallback.ELLIPSE;

    @Option(names = "--correct-boxes", description = "As in 'copra mask'.")
    private boolean correctBoxes;

    @Option(
            names = "--min-confidence",
            paramLabel = "X",
            description = "Use the fallback below it, 0 to 1 (default: 0).")
    @Within(from = 0, to = 1)
    private double minConfidence;

    @Option(names = "--scores", description = "Write the expected IoU as the member score.")
    private boolean scores;

    @Option(names = "--largest-part", description = "Keep only the largest connected part of each mask.")
    private boolean largestPart;

    @Option(names = "--fill-holes", description = "Fill the holes of each mask.")
    private boolean fillHoles;

    @Option(names = "--color-profile", paramLabel = "ACTION", description = "ignore (default) or apply.")
    private ColorProfile profile = ColorProfile.IGNORE;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private long maxPixels = 500_000_000;

    @Mixin
    private JobOptions job;

    private final StrategyOptions strategyOptions = new StrategyOptions();

    /** Adds the options of the strategies. */
    void declare(CommandSpec command) {
        strategyOptions.declare(command);
    }

    @Override
    public Integer call() throws IOException {
        MaskSettings settings = settings();
        Records.Format format = Records.Format.of(input);
        try (MaskStrategy opened = settings.open()) {
            if (opened.needsPixels() && images == null) {
                throw new CommandException("this strategy looks at the images; say where they are with --images DIR");
            }
        }
        if (format != Records.Format.COCO && imageList == null) {
            throw new CommandException(
                    input + " has no list of images; name a COCO file that has it with --image-list");
        }
        try (SparkSession session = JobOptions.session("mask")) {
            return run(session, settings, format);
        }
    }

    private MaskSettings settings() throws IOException {
        if (simplify > 0 && encoding != Encoding.POLYGON) {
            throw new CommandException("--simplify belongs to --segmentation polygon");
        }
        BoxFormat.parse(box);
        String name = strategy != null ? strategy : images != null ? "learned" : "fill";
        MaskSettings settings = new MaskSettings();
        settings.strategy = new StrategySpec(name, strategyOptions.given(name));
        settings.correctBoxes = correctBoxes;
        settings.images = images;
        settings.profile = profile;
        settings.maxPixels = maxPixels;
        settings.only = only;
        settings.categories = new ArrayList<>(ListOption.expand(categories));
        settings.crowd = crowd;
        settings.fallback = fallback;
        settings.encoding = encoding;
        settings.simplify = simplify;
        settings.box = box;
        settings.tightBox = tightBox;
        settings.minConfidence = minConfidence;
        settings.scores = scores;
        settings.largestPart = largestPart;
        settings.fillHoles = fillHoles;
        return settings;
    }

    private int run(SparkSession session, MaskSettings settings, Records.Format format) throws IOException {
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        Configuration configuration = spark.hadoopConfiguration();
        if (!singleFile) {
            Store.requireAbsent(output, configuration);
        }
        if (images != null) {
            Store.requireFolder(images, configuration);
        }
        Messages messages = Main.messages(job.quiet);
        Problems problems = messages.problems(input);
        Path work = Store.workFolder(output, configuration);
        Input document = Store.input(input, configuration);
        Records.Read read = format == Records.Format.COCO
                ? Records.document(
                        spark,
                        document,
                        imageList == null
                                ? EnumSet.of(Section.IMAGES, Section.ANNOTATIONS)
                                : Set.of(Section.ANNOTATIONS),
                        RecordKey.Kind.ANNOTATION,
                        new Path(work, "records"),
                        problems)
                : Records.rows(session, input, format, RecordKey.Kind.ANNOTATION);
        Records records = read.records();
        byte[] categoryList = read.categories();
        if (imageList != null) {
            Records.Read lists = Records.document(
                    spark,
                    Store.input(imageList, configuration),
                    Set.of(Section.IMAGES),
                    RecordKey.Kind.ANNOTATION,
                    new Path(work, "images"),
                    problems);
            records = records.with(lists.records());
            categoryList = lists.categories();
        }
        checkCategories(categoryList, problems);
        Broadcast<byte[]> shared = spark.broadcast(categoryList);
        Broadcast<SerializableConfiguration> files = spark.broadcast(new SerializableConfiguration(configuration));
        int tasks = job.tasks(session, records.count(), BOXES_OF_TASK);
        long start = System.nanoTime();
        Masked masked = Masked.store(
                records.byImage(tasks).mapPartitionsToPair(new MaskFunction(settings, shared, files, input)),
                new Path(work, "masks"),
                spark,
                (int) (records.count() / BOXES_OF_FILE + 1));
        double seconds = (System.nanoTime() - start) / 1e9;
        MaskPart part = masked.tally();
        if (part.annotations() != records.count()) {
            throw new IllegalStateException("of " + records.count() + " annotations, the tasks have answered for "
                    + part.annotations() + "; what they have made is in " + work);
        }
        write(session, format, document, masked);
        Store.remove(work, configuration);
        return report(part, settings, seconds, messages, problems);
    }

    private void write(SparkSession session, Records.Format format, Input document, Masked masked) throws IOException {
        Configuration configuration = session.sparkContext().hadoopConfiguration();
        if (singleFile) {
            SingleFile file = new SingleFile(masked.inOrder());
            boolean copies = format == Records.Format.COCO;
            Store.write(output, configuration, out -> {
                if (copies) {
                    file.copy(document, out);
                } else {
                    file.write(Store.input(imageList, configuration), out);
                }
            });
        } else if (output.endsWith(".parquet")) {
            masked.writeParquet(output, session);
        } else {
            masked.writeLines(output, configuration);
        }
    }

    /** Reads the categories once, before all tasks do: a wrong one is told once, and a name that does not exist at once. */
    private void checkCategories(byte[] list, Problems problems) throws IOException {
        DocumentLists lists = DocumentLists.withoutFiles(maxPixels);
        CocoReader.read(
                new ImageGroup().document(input, list),
                new Learner(Set.of(Section.CATEGORIES), lists::learn, problems));
        if (!categories.isEmpty()) {
            lists.names().find(ListOption.expand(categories));
        }
    }

    private int report(MaskPart part, MaskSettings settings, double seconds, Messages messages, Problems problems)
            throws IOException {
        Problems warnings = messages.problems(input);
        Problems notes = messages.notes(input);
        part.problems.tell(problems);
        part.warnings.tell(warnings);
        part.notes.tell(notes);
        problems.summarize();
        warnings.summarize();
        notes.summarize();
        String name = settings.strategy.name();
        SceneRun.Done done = new SceneRun.Done(part.ofScenes(), seconds, part.images(), problems, warnings);
        Summary summary = images != null
                ? MaskReport.of(done, name, part.loss())
                : MaskReport.of(part.ofBoxes(), name, problems, part.loss());
        if (!job.quiet) {
            System.err.print(summary.toText(new Remedies()));
        }
        return images != null && done.incomplete() || problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }
}
