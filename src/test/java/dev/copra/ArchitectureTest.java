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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.nio.file.Files;
import java.util.List;

/** Holds the code to the rooms of ARCHITECTURE.md: a room uses the rooms below it, never those above. */
@AnalyzeClasses(packages = "dev.copra", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    /** From the roof to the ground. */
    private static final List<String> ROOMS = List.of(
            "spark",
            "cli",
            "draw",
            "report",
            "evaluate",
            "validate",
            "format",
            "box2mask",
            "detect",
            "model",
            "dataset",
            "run",
            "image",
            "coco",
            "json",
            "io",
            "shape",
            "overlap",
            "mask",
            "collect");

    @ArchTest
    static final ArchRule everythingIsInARoom =
            classes().should().resideInAnyPackage(packages(ROOMS)).as("every class is in a room");

    @ArchTest
    static void arrowsOnlyPointDown(JavaClasses copra) {
        for (int i = 1; i < ROOMS.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(room(ROOMS.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(ROOMS.subList(0, i)))
                    .as(ROOMS.get(i) + " uses no room above it")
                    .allowEmptyShould(true)
                    .check(copra);
        }
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

    @ArchTest
    static final ArchRule onlySparkKnowsSpark = noClasses()
            .that()
            .resideOutsideOfPackage(room("spark"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
            .allowEmptyShould(true);

    private static String room(String name) {
        return "dev.copra." + name + "..";
    }

    private static String[] packages(List<String> rooms) {
        return rooms.stream().map(ArchitectureTest::room).toArray(String[]::new);
    }
}
