package dev.copra.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the program as a user installs it: the script, {@code lib/copra.jar} beside it, and a cache of its own. Runs
 * it with the JDK of the tests.
 */
final class Installation {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private Path directory;

    private Installation(Path home, Path cache) {
        this.home = home;
        this.directory = home;
        environment.put("COPRA_CACHE", cache.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** One that is there already. */
    static Installation at(Path home, Path cache) {
        return new Installation(home, cache);
    }

    /** A new one. */
    static Installation in(Path home, Path cache) throws IOException {
        Files.createDirectories(home.resolve("lib"));
        Files.copy(CHECKOUT.resolve("scripts/copra"), home.resolve("copra"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String name : List.of("copra.jar", "copra.jar.sha256")) {
            Files.copy(
                    CHECKOUT.resolve("target").resolve(name),
                    home.resolve("lib").resolve(name),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        return at(home, cache);
    }

    Path script() {
        return home.resolve("copra");
    }

    Installation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Installation from(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    /** The class-data archives that there are. */
    List<Path> archives() throws IOException {
        Path cache = Path.of(environment.get("COPRA_CACHE"));
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    Result run(String input, String... arguments) throws IOException, InterruptedException {
        return run(script(), input, arguments);
    }

    /** Runs the program by another name of its script. */
    Result run(Path script, String input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.createTempFile("copra", ".in");
        Path out = Files.createTempFile("copra", ".out");
        Path err = Files.createTempFile("copra", ".err");
        try {
            Files.writeString(in, input);
            Process process = builder(script, arguments)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("still running after ten minutes: " + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            for (Path file : List.of(in, out, err)) {
                Files.delete(file);
            }
        }
    }

    /** Starts the program with a standard input that stays open. */
    Process start(String... arguments) throws IOException {
        return builder(script(), arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder builder(Path script, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(script.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File(directory.toString()));
        for (String variable : List.of("COPRA_JAR", "COPRA_JAVA", "COPRA_JAVA_OPTS", "XDG_CACHE_HOME")) {
            builder.environment().remove(variable);
        }
        builder.environment().putAll(environment);
        return builder;
    }

    /** What a finished process has left: its exit code and all that it wrote. */
    record Result(int code, String out, String err) {}
}
