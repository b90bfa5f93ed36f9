package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/copra.py} answers as pycocotools; the comparison is a Python program of its own. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class PythonModuleTest {
    @TempDir
    Path folder;

    @Test
    void answersAsPycocotools() throws IOException, InterruptedException {
        Assumptions.assumeTrue(hasPython(), "there is no python3 of 3.8 or newer");
        // a file, for a class path may be longer than what a variable may have
        Path options = Files.writeString(
                folder.resolve("options"),
                "-XX:TieredStopAtLevel=1\n-cp\n\"" + System.getProperty("java.class.path") + "\"\n");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder python = new ProcessBuilder(
                "python3", "src/test/resources/python/golden.py", "testdata/golden", "testdata/scenes");
        python.environment().put("PYTHONPATH", "scripts");
        python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        python.environment().put("COPRA_COMMAND", "'" + java + "' '@" + options + "' dev.copra.cli.Main");
        Path out = folder.resolve("out");
        int code = python.redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        assertEquals("0: equal\n", code + ": " + Files.readString(out));
    }

    private boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("version").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
