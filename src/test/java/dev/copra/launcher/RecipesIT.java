package dev.copra.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of the README do what they say: they are typed one after the other, over the drawn scenes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "recipes are for POSIX shells")
final class RecipesIT {
    private static final Pattern SECTION = Pattern.compile("\n## Recipes\n(.*?)\n## ", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OUTPUT = Pattern.compile("(?:-o|--plots) ([\\w./-]+)");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        Installation.in(folder.resolve("bin"), folder.resolve("cache"));
        Path scenes = Path.of("testdata/scenes").toAbsolutePath();
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.copy(scenes.resolve("boxes.json"), work.resolve("boxes.json"));
        Files.copy(scenes.resolve("instances.json"), work.resolve("instances.json"));
        Files.createSymbolicLink(work.resolve("images"), scenes.resolve("images"));
    }

    @TestFactory
    List<DynamicTest> recipes() throws IOException {
        Matcher section = SECTION.matcher(Files.readString(Path.of("README.md")));
        assertTrue(section.find(), "the README has recipes");
        List<DynamicTest> recipes = new ArrayList<>();
        Matcher block = BLOCK.matcher(section.group(1));
        while (block.find()) {
            for (String recipe : block.group(1).split("\n\n")) {
                recipes.add(DynamicTest.dynamicTest(recipe.lines().findFirst().orElse(""), () -> follow(recipe)));
            }
        }
        assertTrue(recipes.size() >= 10, "found " + recipes.size());
        return recipes;
    }

    private static void follow(String recipe) throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", recipe)
                .directory(folder.resolve("work").toFile());
        shell.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        shell.environment().put("COPRA_CACHE", folder.resolve("cache").toString());
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process =
                shell.redirectErrorStream(true).redirectOutput(told.toFile()).start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after ten minutes: " + Files.readString(told));
        }
        assertEquals(0, process.exitValue(), Files.readString(told));
        Matcher output = OUTPUT.matcher(recipe);
        while (output.find()) {
            Path written = folder.resolve("work").resolve(output.group(1));
            assertTrue(Files.exists(written), output.group(1));
            if (Files.isDirectory(written)) {
                try (Stream<Path> files = Files.list(written)) {
                    assertTrue(files.findAny().isPresent(), written + " is empty");
                }
            }
        }
    }
}
