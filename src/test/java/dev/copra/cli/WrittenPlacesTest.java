package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.cli.console.Console;
import dev.copra.cli.option.WrittenPlaces;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command that cannot write what it is to write says so before it begins: before it looks whether its input is there. */
class WrittenPlacesTest {
    private static final Console CONSOLE = new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new Remedies());

    /** Options that name files and folders which are only read, or which the run makes as it needs them. */
    private static final Set<String> NOT_WRITTEN = Set.of(
            "--against",
            "--against-images",
            "--apply",
            "--baseline",
            "--categories",
            "--classes",
            "--compare",
            "--embeddings",
            "--encoder",
            "--ground-truth",
            "--hierarchy",
            "--image-ids",
            "--image-sizes",
            "--images",
            "--masks",
            "--model",
            "--network",
            "--order",
            "--pseudo",
            "--result-masks",
            "--results",
            "--slices",
            "--truth-masks",
            "--val");

    @TempDir
    Path folder;

    /** A command and one of its options that name a place to write to. */
    record Case(String command, OptionSpec option) {
        @Override
        public String toString() {
            return command + " " + option.longestName();
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (CommandLine command : Commands.all(CONSOLE).getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (isWritten(option)) {
                    cases.add(new Case(command.getCommandName().replace("copra ", ""), option));
                }
            }
        }
        return cases;
    }

    private static boolean isWritten(ArgSpec option) {
        return WrittenPlaces.Written.class.isAssignableFrom(option.auxiliaryTypes()[0]);
    }

    @Test
    void whatOptionNamesAPlaceIsEitherReadOrWritten() {
        Set<String> read = new TreeSet<>();
        for (CommandLine command : HelpTest.commands()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.paramLabel().matches(".*(FILE|DIR|OUTPUT|PICTURE|PATH|FOLDER).*") && !isWritten(option)) {
                    read.add(option.longestName());
                }
            }
        }
        assertEquals(new TreeSet<>(NOT_WRITTEN), read);
        assertTrue(cases().size() > 40, () -> cases().toString());
    }

    /** The command with nothing but what it needs and this option. */
    private String[] line(Case tried, String place) {
        List<String> line = new ArrayList<>(List.of(tried.command));
        for (ArgSpec arg : Commands.spec(tried.command).args()) {
            boolean same =
                    arg instanceof OptionSpec option && option.longestName().equals(tried.option.longestName());
            if (arg.required() && !same) {
                if (arg instanceof OptionSpec option) {
                    line.add(option.longestName());
                }
                line.add(isWritten(arg) ? folder.resolve("fine").toString() : least(arg));
            }
        }
        boolean report = tried.option.paramLabel().contains("KIND=FILE");
        line.add(tried.option.longestName());
        line.add(report ? "csv=" + place : place);
        return line.toArray(String[]::new);
    }

    private static String least(ArgSpec arg) {
        Class<?> type = arg.auxiliaryTypes()[0];
        return type.isEnum() ? ((Enum<?>) type.getEnumConstants()[0]).name() : "none.json";
    }

    private void refused(Case tried, String place, String reason) throws IOException {
        List<Path> before = files();
        Typed typed = Typed.copra(line(tried, place));
        assertEquals(2, typed.code(), typed.err());
        assertEquals("", typed.out());
        assertEquals(1, typed.err().lines().count(), typed.err());
        assertTrue(typed.err().startsWith("copra: " + place + ": "), typed.err());
        assertTrue(typed.err().contains(reason), typed.err());
        assertEquals(before, files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPlaceInNoDirectoryIsRefused(Case tried) throws IOException {
        refused(tried, folder.resolve("nowhere/x").toString(), "there is no directory");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPlaceInAFileIsRefused(Case tried) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        refused(tried, file.resolve("x").toString(), "directory");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aNameThatTheSystemRefusesIsRefused(Case tried) throws IOException {
        refused(tried, folder.resolve("x".repeat(300)).toString(), "");
    }

    /** Also without picocli, which reads the arguments of no plain line once the tables are written. */
    @ParameterizedTest
    @ValueSource(strings = {"eval none none --csv", "report none -o", "stats none --plots", "split none a:.5,b -o"})
    void aPlaceIsRefusedByThePlainWay(String line) throws Exception {
        System.setProperty("copra.options", folder.toString());
        try {
            Commands.writeTables();
            Typed typed = Typed.copra((line + " " + folder.resolve("nowhere/x")).split(" "));
            assertEquals(2, typed.code());
            assertTrue(typed.err().contains("there is no directory"), typed.err());
        } finally {
            System.clearProperty("copra.options");
        }
    }

    @Test
    void twoOptionsOfOnePlaceAreRefused() throws IOException {
        String place = folder.resolve("x").toString();
        Typed typed = Typed.copra("eval", "none", "none", "--csv", place, "--curves", place);
        assertEquals(2, typed.code());
        assertTrue(typed.err().contains("name two different files"), typed.err());
        assertEquals(List.of(folder), files());
    }

    @Test
    void aFolderThatHasFilesIsRefusedUnlessToldOtherwise() throws IOException {
        Files.createFile(folder.resolve("file"));
        Typed refused = Typed.copra("stats", "none", "--plots", folder.toString());
        assertTrue(refused.err().contains("the folder is not empty"), refused.err());
        Typed forced = Typed.copra("stats", "none", "--plots", folder.toString(), "--force");
        assertTrue(forced.err().contains("none: there is no such file"), forced.err());
    }

    @Test
    void helpIsShownWhateverThePlace() {
        Typed typed =
                Typed.copra("report", "none", "-o", folder.resolve("nowhere/x").toString(), "--help");
        assertEquals(0, typed.code(), typed.err());
        assertFalse(typed.out().isEmpty());
    }
}
