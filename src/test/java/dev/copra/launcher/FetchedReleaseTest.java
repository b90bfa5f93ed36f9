package dev.copra.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/release/fetched} runs the jar of a release if it has the sum that it should have, and builds otherwise. */
@DisabledOnOs(OS.WINDOWS)
class FetchedReleaseTest {
    @TempDir
    Path folder;

    private Path jar;

    private record Said(int code, String text) {}

    @BeforeEach
    void checkout() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl");
        Files.createDirectories(folder.resolve("scripts/release"));
        Files.copy(Path.of("scripts/release/fetched"), folder.resolve("scripts/release/fetched"));
        // says which jar it was told to run
        Path script =
                Files.writeString(folder.resolve("scripts/copra"), "#!/bin/sh\necho \"${COPRA_JAR-builds} $*\"\n");
        assertTrue(script.toFile().setExecutable(true));
        jar = folder.resolve("target/release/copra-lean.jar");
    }

    private void version(String version) throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "<project>\n  <version>" + version + "</version>\n</project>\n");
    }

    private void release(String content, String summed) throws Exception {
        Path release = Files.createDirectories(folder.resolve("releases/v1.2.3"));
        Files.writeString(release.resolve("copra-lean.jar"), content);
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(summed.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                release.resolve("SHA256SUMS"),
                "0".repeat(64) + "  copra.jar\n" + HexFormat.of().formatHex(sum) + "  copra-lean.jar\n");
    }

    private Said run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "sh", folder.resolve("scripts/release/fetched").toString(), "validate", "a b.json");
        builder.environment()
                .put("COPRA_RELEASES", folder.resolve("releases").toUri().toString());
        builder.environment().remove("COPRA_JAR");
        Path out = folder.resolve("out");
        int code = builder.redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        return new Said(code, Files.readString(out));
    }

    @Test
    void theJarOfAReleaseIsFetchedOnce() throws Exception {
        version("1.2.3");
        release("jar", "jar");
        Said said = new Said(0, folder.toRealPath().resolve("target/release/copra-lean.jar") + " validate a b.json\n");
        assertEquals(said, run());
        assertEquals("jar", Files.readString(jar));
        release("another", "another");
        assertEquals(said, run());
        assertEquals("jar", Files.readString(jar));
    }

    @Test
    void aJarOfAnotherSumIsNotRun() throws Exception {
        version("1.2.3");
        release("forged", "jar");
        Said said = run();
        assertEquals(2, said.code());
        assertTrue(said.text().contains("has not the sum that SHA256SUMS states"), said.text());
        assertFalse(Files.exists(jar));
    }

    @Test
    void withoutAReleaseItIsBuilt() throws Exception {
        version("1.2.3");
        Said said = run();
        assertTrue(said.text().endsWith("builds validate a b.json\n"), said.text());
        version("1.2.4-SNAPSHOT");
        assertEquals(new Said(0, "builds validate a b.json\n"), run());
    }
}
