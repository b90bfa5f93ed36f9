package dev.copra.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import dev.copra.launcher.Installation.Result;
import dev.copra.model.PromptStubs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts/copra is for POSIX shells")
final class LauncherIT {
    private static final String RLE = "{\"size\":[2,3],\"counts\":\"222\"}\n";
    private static final Result AREA = new Result(0, "{\"area\":2}\n", "");

    @TempDir
    private static Path shared;

    @TempDir
    private Path temporary;

    /** Installed once and left as it is; a test that breaks something installs its own. */
    private Installation copra;

    @BeforeAll
    static void install() throws IOException {
        Installation.in(shared.resolve("opt/copra"), shared.resolve("cache"));
    }

    @BeforeEach
    void take() {
        copra = Installation.at(shared.resolve("opt/copra"), shared.resolve("cache"));
    }

    private Installation own() throws IOException {
        return Installation.in(temporary.resolve("opt/copra"), temporary.resolve("cache"));
    }

    @Test
    void versionNamesTheCommit() throws Exception {
        Result result = copra.run("", "--version");
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().matches("copra \\S+ \\((unknown|[0-9a-f]{7,})\\)\\R"), result.out());
        assertEquals("", result.err());
    }

    @Test
    void firstAndLaterRunsPrintTheSame() throws Exception {
        Installation copra = own();
        assertEquals(AREA, copra.run(RLE, "rle", "area"));
        assertEquals(1, copra.archives().size(), "the first run leaves an archive");
        assertEquals(AREA, copra.run(RLE, "rle", "area"));
    }

    @Test
    void firstRunsSideBySideDoNotDisturbEachOther() throws Exception {
        Installation copra = own();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Result> run = () -> copra.run(RLE, "rle", "area");
            for (Future<Result> result : threads.invokeAll(Collections.nCopies(4, run))) {
                assertEquals(AREA, result.get());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(1, copra.archives().size());
    }

    @Test
    void laterRunsTakeTheirClassesFromTheArchive() throws Exception {
        copra.run("", "--version");
        Result result =
                copra.with("COPRA_JAVA_OPTS", "-Xlog:class+load=info:stderr").run(RLE, "rle", "area");
        String main = result.err()
                .lines()
                .filter(line -> line.contains(" dev.copra.cli.Main "))
                .findFirst()
                .orElse("not loaded");
        assertTrue(main.contains("shared objects file (top)"), main);
    }

    /** As one that is just being copied, or that was damaged on the way. */
    @ParameterizedTest
    @ValueSource(doubles = {0, .5, .999})
    void aJarThatIsNotWholeIsToldInOneLine(double share) throws Exception {
        Installation copra = own();
        Path jar = temporary.resolve("opt/copra/lib/copra.jar");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, (int) (whole.length * share)));
        Result damaged = new Result(2, "", "copra: " + jar + " cannot be run; it is damaged, or just being written\n");
        assertEquals(damaged, copra.run(RLE, "rle", "area"));
        assertEquals(damaged, copra.run(RLE, "rle", "area"));
        Files.write(jar, whole);
        assertEquals(AREA, copra.run(RLE, "rle", "area"));
    }

    @Test
    void runsThroughChainsOfSymbolicLinks() throws Exception {
        Path bin = Files.createDirectories(shared.resolve("usr/bin"));
        Path relative = Files.createSymbolicLink(bin.resolve("copra-0"), Path.of("../../opt/copra/copra"));
        Path absolute = Files.createSymbolicLink(temporary.resolve("copra"), relative);
        assertEquals(AREA, copra.run(absolute, RLE, "rle", "area"));
    }

    @Test
    void runsThroughALinkToItsDirectory() throws Exception {
        Installation apart = Installation.in(temporary.resolve("a/bin"), temporary.resolve("cache"));
        Files.move(temporary.resolve("a/bin/lib"), temporary.resolve("a/lib"));
        Path bin = Files.createSymbolicLink(temporary.resolve("bin"), temporary.resolve("a/bin"));
        assertEquals(AREA, apart.run(bin.resolve("copra"), RLE, "rle", "area"));
    }

    @Test
    void runsFromAnywhereByARelativeName() throws Exception {
        copra.from(Files.createDirectories(shared.resolve("opt/elsewhere")));
        assertEquals(AREA, copra.run(Path.of("../copra/copra"), RLE, "rle", "area"));
        assertEquals(AREA, copra.from(shared).run(Path.of("opt/copra/copra"), RLE, "rle", "area"));
        assertEquals(1, copra.archives().size(), "it is the same jar by any name");
    }

    @Test
    void spacesInPathsAndArgumentsStay() throws Exception {
        Installation spaced =
                Installation.in(temporary.resolve("Program Files/my copra"), temporary.resolve("my cache"));
        Path file = Files.writeString(temporary.resolve("two  words é.jsonl"), RLE);
        assertEquals(AREA, spaced.run("", "rle", "area", file.toString()));
        assertEquals(AREA, spaced.with("LC_ALL", "C").run("", "rle", "area", file.toString()));
    }

    @Test
    void runsFromAReadOnlyInstallation() throws Exception {
        Installation copra = own();
        Path home = copra.script().getParent();
        for (Path directory : new Path[] {home.resolve("lib"), home}) {
            assertTrue(directory.toFile().setWritable(false));
        }
        try {
            assertEquals(AREA, copra.run(RLE, "rle", "area"));
        } finally {
            assertTrue(home.toFile().setWritable(true));
            assertTrue(home.resolve("lib").toFile().setWritable(true));
        }
    }

    @Test
    void theCacheIsNotNeeded() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        assertEquals(AREA, copra.with("COPRA_CACHE", file.toString()).run(RLE, "rle", "area"));
        assertEquals(AREA, copra.with("COPRA_CACHE", "/dev/null/x").run(RLE, "rle", "area"));
    }

    @Test
    void aDamagedArchiveIsMadeAnew() throws Exception {
        Installation copra = own();
        copra.run("", "--version");
        Path archive = copra.archives().get(0);
        byte[] whole = Files.readAllBytes(archive);

        byte[] garbled = whole.clone();
        Arrays.fill(garbled, garbled.length / 3, garbled.length / 2, (byte) 0x5a);
        for (byte[] damaged : new byte[][] {garbled, Arrays.copyOf(whole, whole.length / 2), new byte[0]}) {
            Files.delete(archive);
            Files.write(archive, damaged);
            assertEquals(AREA, copra.run(RLE, "rle", "area"));
            assertFalse(Arrays.equals(damaged, Files.readAllBytes(archive)), "the damaged archive is still there");
        }
    }

    /** As a disk damages it: the file has other bytes, and the same size and time. */
    @Test
    void aDamagedArchiveOfTheSameTimeDoesNoHarm() throws Exception {
        Installation copra = own();
        copra.run("", "--version");
        Path archive = copra.archives().get(0);
        byte[] whole = Files.readAllBytes(archive);
        FileTime time = Files.getLastModifiedTime(archive);
        for (int part = 1; part < 8; part++) {
            byte[] garbled = whole.clone();
            Arrays.fill(garbled, garbled.length / 8 * part, garbled.length / 8 * part + 5000, (byte) 0x5a);
            Files.delete(archive);
            Files.write(archive, garbled);
            Files.setLastModifiedTime(archive, time);
            assertEquals(AREA, copra.run(RLE, "rle", "area"), "part " + part);
        }
    }

    /** A training that was killed leaves its lock, which names a process that is no more. */
    @Test
    void theLockOfAKilledTrainingDoesNotStay() throws Exception {
        Installation copra = own();
        copra.run("", "--version");
        Path archive = copra.archives().get(0);
        Files.delete(archive);
        Path lock = Files.createDirectory(archive.resolveSibling(archive.getFileName() + ".lock"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        assertEquals(AREA, copra.run(RLE, "rle", "area"));
        assertTrue(Files.exists(archive), "there is an archive again");
        assertFalse(Files.exists(lock));
    }

    @Test
    void anArchiveThatTheJvmRefusesIsIgnored() throws Exception {
        Installation copra = own();
        copra.run("", "--version");
        Path archive = copra.archives().get(0);
        Files.delete(archive);
        Files.writeString(archive, "not an archive");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
        assertEquals(AREA, copra.run(RLE, "rle", "area"));
    }

    @Test
    void anotherJarGetsAnotherArchive() throws Exception {
        Installation copra = own();
        copra.run("", "--version");
        Path first = copra.archives().get(0);
        Path lib = copra.script().resolveSibling("lib");
        Files.writeString(lib.resolve("copra.jar.sha256"), "0".repeat(64) + " *copra.jar\n");
        copra.run("", "--version");
        assertEquals(1, copra.archives().size(), "the archive of the jar that was here is gone");
        assertFalse(copra.archives().contains(first));
    }

    @Test
    void theUsersJvmOptionsComeLast() throws Exception {
        Result result = copra.with("COPRA_JAVA_OPTS", "-Xmx40m -XX:TieredStopAtLevel=4 -XX:+PrintFlagsFinal")
                .run("", "--version");
        assertEquals(0, result.code(), result.err());
        String flags = result.out() + result.err();
        assertTrue(flags.matches("(?s).* MaxHeapSize +:?= +41943040 .*"), flags);
        assertTrue(flags.matches("(?s).* TieredStopAtLevel +:?= +4 .*"), flags);
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        Result bad = copra.run("{\"size\":[2,3],\"counts\":\"22\"}\n", "rle", "area");
        assertEquals(1, bad.code());
        assertTrue(bad.out().startsWith("{\"error\":"), bad.out());
        Result usage = copra.run("", "rle", "no-such-operation");
        assertEquals(2, usage.code());
        assertEquals("", usage.out());
    }

    @Test
    void signalsReachTheProgram() throws Exception {
        copra.run("", "--version");
        Process process = copra.start("rle", "area");
        process.getOutputStream().write(RLE.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        assertFalse(process.waitFor(1, TimeUnit.SECONDS), "waits for more input");
        assertEquals(0, process.children().count(), "the shell has become the JVM");
        // not Process.destroy, which also closes the pipe that the program reads
        process.toHandle().destroy();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "ends when told to");
        assertEquals(128 + 15, process.exitValue());
    }

    @Test
    void missingOrOldJavaIsSaidInOneLine() throws Exception {
        assertRefused(copra.with("JAVA_HOME", temporary.toString()).run("", "--version"), "JAVA_HOME is ");

        Path old = Files.createDirectories(temporary.resolve("jdk8/bin"));
        assertTrue(Files.createFile(old.resolve("java")).toFile().setExecutable(true));
        Files.writeString(temporary.resolve("jdk8/release"), "JAVA_VERSION=\"1.8.0_392\"\nOS_NAME=\"Linux\"\n");
        assertRefused(
                copra.with("COPRA_JAVA", temporary.resolve("jdk8").toString()).run("", "--version"), "1.8.0_392");
    }

    @Test
    void aMissingJarIsSaidInOneLine() throws Exception {
        Installation copra = own();
        Files.delete(copra.script().resolveSibling("lib").resolve("copra.jar"));
        assertRefused(copra.run("", "--version"), "copra.jar");
        assertRefused(copra.with("COPRA_JAR", "no.jar").run("", "--version"), "COPRA_JAR is no.jar");
    }

    @Test
    void namesAreReadWithoutALocale() throws Exception {
        assumeFalse(OS.MAC.isCurrentOs(), "the JVM reads names as UTF-8 there in any case");
        Path file = Files.writeString(temporary.resolve("名.jsonl"), RLE);
        assertEquals(AREA, copra.with("LANG", "").with("LC_ALL", "").run("", "rle", "area", file.toString()));
    }

    private static void assertRefused(Result result, String reason) {
        assertEquals(2, result.code());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("copra: ") && result.err().contains(reason), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void theLeanJarSaysWhatModelsNeed() throws Exception {
        Path model = Files.write(temporary.resolve("decoder.onnx"), PromptStubs.sam(1, null));
        Installation copra = own();
        copra.with(
                "COPRA_JAR", Path.of("target/copra-lean.jar").toAbsolutePath().toString());
        assertEquals(AREA, copra.run(RLE, "rle", "area"));
        Result refused = copra.run("", "model", "inspect", model.toString());
        assertEquals(2, refused.code(), refused.err());
        assertTrue(refused.err().startsWith("copra: models need ONNX Runtime"), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());

        Path runtime = Path.of(OrtEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Result inspected =
                copra.with("COPRA_CLASSPATH", runtime.toString()).run("", "model", "inspect", model.toString());
        assertEquals(0, inspected.code(), inspected.err());
        assertTrue(inspected.out().contains("MobileSAM"), inspected.out());
    }

    @Test
    void theJarHasTheRuntime() throws Exception {
        Path model = Files.write(temporary.resolve("decoder.onnx"), PromptStubs.sam(1, null));
        Result inspected = copra.run("", "model", "inspect", model.toString());
        assertEquals(0, inspected.code(), inspected.err());
        assertEquals("", inspected.err());
    }
}
