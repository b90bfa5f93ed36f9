package dev.copra;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.copra.io.Output;
import dev.copra.io.OutputFolder;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds the code to the rooms of ARCHITECTURE.md: a room uses the rooms below it, never those above. */
@AnalyzeClasses(packages = "dev.copra", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    /** Which rooms each room may use, from the roof to the ground; {@code cli} and {@code spark} use them all. */
    private static final Map<String, Set<String>> ARROWS = arrows(
            "serve: gallery report run image coco",
            "gallery: draw report evaluate validate stats dataset run image coco io shape mask",
            "draw: report format validate evaluate box2mask dataset run image coco json io shape overlap mask collect",
            "report: learn evaluate validate stats plot format box2mask detect model dataset coco json io overlap",
            "learn: format box2mask dataset run image coco io",
            "evaluate: run image coco io shape overlap mask collect",
            "validate: run image coco json io shape mask collect",
            "stats: dataset coco shape overlap mask collect",
            "format: dataset run image coco json io shape mask",
            "detect: model run image coco io overlap mask",
            "box2mask: model dataset run image coco json io shape overlap mask",
            "model: image io mask",
            "dataset: run image coco json io shape overlap mask collect",
            "image: io",
            "coco: run json io shape overlap mask collect",
            "run: io",
            "json: mask collect",
            "io:",
            "shape: overlap mask",
            "overlap: mask collect",
            "mask:",
            "plot:",
            "collect:");

    /** The same within a room that has sub-rooms; the name of the room itself stands for its own package. */
    private static final Map<String, Map<String, Set<String>>> SUB_ROOMS = Map.of(
            "cli",
            arrows(
                    "cli: mask evaluation picture dataset inspection option console",
                    "mask: option console",
                    "evaluation: option console",
                    "picture: option console",
                    "dataset: option console",
                    "inspection: option console",
                    "option: console",
                    "console:"),
            "coco",
            arrows("region: list coco id", "list: coco id", "dialect: coco", "coco: id", "id:"),
            "evaluate",
            arrows(
                    "analysis: match figure part read rules numpy",
                    "compare: match figure read rules numpy",
                    "protocol: match part read rules numpy",
                    "evaluate: match read rules",
                    "match: figure similarity read rules numpy",
                    "figure: part read rules numpy",
                    "semantic: panoptic part",
                    "panoptic: similarity read",
                    "suppress: read",
                    "score:",
                    "similarity: read rules numpy",
                    "part:",
                    "read: rules",
                    "rules:",
                    "numpy:"),
            "evaluate.analysis",
            arrows("evaluate.analysis: tide", "tide:"),
            "format",
            formats(),
            "model",
            arrows(
                    "model: prompt instance pixel contract setting graph frame tensor",
                    "prompt: contract setting graph frame tensor",
                    "instance: contract setting graph frame tensor",
                    "pixel: contract setting graph frame tensor",
                    "contract: setting graph frame tensor",
                    "setting: graph frame tensor",
                    "graph: tensor",
                    "frame: tensor",
                    "tensor:"),
            "report",
            arrows(
                    "page: stats report",
                    "validation: report",
                    "evaluation: report",
                    "stats: report",
                    "dataset: report",
                    "model: report",
                    "report:"),
            "validate",
            arrows(
                    "fix: check record finding",
                    "validate: consumer check record finding",
                    "consumer: check record finding",
                    "check: record finding",
                    "record: finding",
                    "finding:"),
            "validate.check",
            arrows(
                    "validate.check: annotation image dialect document",
                    "annotation: dialect",
                    "image: document",
                    "dialect:",
                    "document:"));

    /** No format uses another, but that tables have regions as COCO writes them. */
    private static Map<String, Set<String>> formats() {
        String shared = " name region text contract";
        String[] formats =
                ("cityscapes createml csv cvat darwin datumaro dota kitti labelbox labelme labelstudio maskpng mots openimages"
                                + " rects sa1b supervisely via voc yolo coco")
                        .split(" ");
        List<String> lines = new ArrayList<>();
        lines.add("format: " + String.join(" ", formats) + shared);
        for (String format : formats) {
            lines.add(format + ":" + (format.equals("csv") ? " coco" : "") + shared);
        }
        lines.addAll(List.of("name: contract", "region: contract", "text:", "contract:"));
        return arrows(lines.toArray(String[]::new));
    }

    private static Map<String, Set<String>> arrows(String... lines) {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.replace(":", "").split(" ");
            arrows.put(words[0], Set.of(Arrays.copyOfRange(words, 1, words.length)));
        }
        return arrows;
    }

    @ArchTest
    static final ArchRule everythingIsInARoom = classes()
            .should()
            .resideInAnyPackage(Stream.concat(Stream.of("cli", "spark"), ARROWS.keySet().stream())
                    .map(ArchitectureTest::room)
                    .toArray(String[]::new))
            .as("every class is in a room");

    @ArchTest
    static void roomsUseWhatTheTablePermits(JavaClasses copra) {
        List<String> all = new ArrayList<>(ARROWS.keySet());
        all.add("cli");
        all.add("spark");
        ARROWS.forEach((room, permitted) -> noClasses()
                .that()
                .resideInAPackage(room(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(all.stream()
                        .filter(other -> !other.equals(room) && !permitted.contains(other))
                        .map(ArchitectureTest::room)
                        .toArray(String[]::new))
                .as(room + " uses only " + permitted)
                .allowEmptyShould(true)
                .check(copra));
    }

    @ArchTest
    static void subRoomsUseWhatTheirTablePermits(JavaClasses copra) {
        SUB_ROOMS.forEach((room, arrows) -> {
            classes()
                    .that()
                    .resideInAPackage(room(room))
                    .should()
                    .resideInAnyPackage(parts(room, arrows.keySet()))
                    .as("every class of " + room + " is in a sub-room of the table")
                    .check(copra);
            arrows.forEach((part, permitted) -> {
                Set<String> others = new TreeSet<>(arrows.keySet());
                others.remove(part);
                others.removeAll(permitted);
                noClasses()
                        .that()
                        .resideInAPackage(part(room, part))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(parts(room, others))
                        .as(room + "." + part + " uses only " + permitted)
                        .check(copra);
            });
        });
    }

    /** A name means one class, wherever it is read. */
    @ArchTest
    static void classesHaveNamesOfTheirOwn(JavaClasses copra) {
        Map<String, String> names = new LinkedHashMap<>();
        for (JavaClass type : copra) {
            // programs start in a class that is called Main everywhere
            if (type.isTopLevelClass() && !Set.of("package-info", "Main").contains(type.getSimpleName())) {
                String other = names.put(type.getSimpleName(), type.getName());
                assertTrue(other == null, type.getName() + " has the name of " + other);
            }
        }
    }

    /** The tables themselves have no circle: each room stands above those that it uses. */
    @ArchTest
    static void arrowsOnlyPointDown(JavaClasses copra) {
        Stream.concat(Stream.of(ARROWS), SUB_ROOMS.values().stream()).forEach(arrows -> {
            List<String> order = List.copyOf(arrows.keySet());
            arrows.forEach((room, permitted) -> permitted.forEach(
                    other -> assertTrue(order.indexOf(other) > order.indexOf(room), room + " stands below " + other)));
        });
    }

    @ArchTest
    static final ArchRule masksNeedTheJdkAlone = classes()
            .that()
            .resideInAPackage(room("mask"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(room("mask"), "java..");

    @ArchTest
    static final ArchRule shapesKnowNeitherJsonNorImages = noClasses()
            .that()
            .resideInAnyPackage(room("shape"), room("overlap"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "picocli..", "boofcv..", "java.awt.image..", "javax.imageio..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheCommandLineParses = noClasses()
            .that()
            .resideOutsideOfPackages(room("cli"), room("spark"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackages(room("cli"), room("spark"))
            .should(ACCESS_STANDARD_STREAMS)
            .allowEmptyShould(true);

    /** What Copra writes appears whole or not at all, is never written through a link to a device, and is never lost. */
    @ArchTest
    static final ArchRule filesAreWrittenInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(room("io"))
            // development alone: arrays for the training script, and what the class-data archive is made from
            .and()
            .haveSimpleNameNotContaining("NpyWriter")
            .and()
            .haveSimpleNameNotContaining("WarmUpCommand")
            .should(callMethodWhere(target(owner(type(Files.class)))
                    .and(target(nameMatching(
                            "newOutputStream|newBufferedWriter|write|writeString|copy|move|createTemp.*")))))
            .orShould(callConstructorWhere(
                    target(owner(assignableTo(FileOutputStream.class).or(assignableTo(FileWriter.class))))));

    /** A place that an option names is known before the command begins, because the option's type is one that is looked at. */
    @ArchTest
    static final ArchRule commandsWriteWhereTheirOptionsSay = noClasses()
            .that()
            .resideInAPackage(room("cli"))
            .and()
            .haveSimpleNameNotStartingWith("Written")
            .should(callMethodWhere(target(owner(type(Output.class))).and(target(nameMatching("open|write|file")))))
            .orShould(callMethodWhere(target(owner(type(OutputFolder.class))).and(target(nameMatching("open")))));

    /** Threads are bounded, end with the run and interrupt nobody, because they are made in one place. */
    @ArchTest
    static final ArchRule threadsAreMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(room("run"))
            // hooks that run when the process ends
            .and()
            .haveSimpleNameNotContaining("BesideFile")
            .and()
            .haveSimpleNameNotContaining("OutputFolder")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java.util.concurrent.(Executor.*|FutureTask|Future|ForkJoin.*|ThreadFactory)")
            .orShould(callConstructorWhere(target(owner(assignableTo(Thread.class)))));

    @ArchTest
    static final ArchRule onlyTheCommandLineExits = noClasses()
            .that()
            .resideOutsideOfPackages(room("cli"), room("spark"))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .allowEmptyShould(true);

    /** Copra runs without ONNX Runtime, as long as nothing needs it: a class that mentions it could not be loaded. */
    @ArchTest
    static final ArchRule onlyAFewClassesKnowOnnxRuntime = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Runtime\\w+(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..")
            .allowEmptyShould(true);

    /** Charts and what writes SVG are loaded when a plot is drawn, and by one package. */
    @ArchTest
    static final ArchRule onlyPlotsKnowCharts = noClasses()
            .that()
            .resideOutsideOfPackage(room("plot"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.knowm.xchart..", "org.apache.batik..", "org.apache.xmlgraphics..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlySparkKnowsSpark = noClasses()
            .that()
            .resideOutsideOfPackage(room("spark"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
            .allowEmptyShould(true);

    private static String[] parts(String room, Set<String> names) {
        return names.stream().map(name -> part(room, name)).toArray(String[]::new);
    }

    private static String part(String room, String name) {
        return name.equals(room) ? "dev.copra." + room : room(room + "." + name);
    }

    private static String room(String name) {
        return "dev.copra." + name + "..";
    }
}
