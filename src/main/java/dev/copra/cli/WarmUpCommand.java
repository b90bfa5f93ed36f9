package dev.copra.cli;

import dev.copra.cli.console.ExitCode;
import dev.copra.image.LabelPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;

/**
 * Writes the tables of options, and runs the everyday commands over a tiny document, so that the launcher can record the
 * classes they load in a class-data archive. Prints nothing.
 */
@Command(name = "warm-up", hidden = true, addMethodSubcommands = false)
final class WarmUpCommand implements Callable<Integer> {
    /** Those that data sets come in most often. */
    private static final List<String> FORMATS = List.of("yolo-segment", "yolo", "voc", "labelme", "cvat");

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("copra");
        Path in = directory.resolve("in.json");
        Path out = directory.resolve("out.json");
        Path found = directory.resolve("results.json");
        String document = text("document.json");
        String results = text("results.json");
        try {
            Commands.writeTables();
            loadAll();
            Files.writeString(in, document);
            Files.writeString(found, results);
            run("", "info", in.toString());
            run("", "info", "--json", in.toString());
            run("", "stats", in.toString());
            run("", "mask", in.toString(), "-o", out.toString());
            run(document, "mask", "--strategy", "polygon", "--only", "all", "--json", "-");
            run("", "convert", "--segmentation", "rle", in.toString(), "-o", out.toString());
            run(document, "convert", "--segmentation", "polygon", "-");
            convert(in, directory);
            run("", "score", out.toString(), in.toString());
            run("{\"height\":6,\"width\":8,\"bbox\":[1,1,2,2]}\n", "rle", "encode");
            run("{\"size\":[6,8],\"counts\":\"0`1\"}\n", "rle", "trace");
            run(results, "eval", in.toString(), "-");
            run(results, "eval", in.toString(), "-", "--type", "segm");
            run(results, "eval", in.toString(), "-", "--json");
            run(results, "eval", in.toString(), "-", "--analysis");
            run(results, "compare", in.toString(), "-", found.toString(), "--bootstrap", "2");
            run(results, "suppress", "-");
            run(document, "filter", "-", "--area", "1..");
            run(document, "sample", "-", "-n", "1");
            run("", "validate", in.toString());
            run("", "fix", in.toString(), "--dry-run");
            run("", "--help");
            run("", "--version");
            run("", "info", "--unknown");
        } finally {
            delete(directory);
        }
        return ExitCode.DONE;
    }

    /** Loads all classes of the jar that are Copra's own: for one that is not in the archive Java would have to open the jar. */
    private static void loadAll() throws IOException {
        Path jar = Path.of(System.getProperty("java.class.path"));
        if (!Files.isRegularFile(jar)) {
            return;
        }
        try (ZipFile classes = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(classes.entries())) {
                String name = entry.getName();
                if (name.startsWith("dev/copra/") && name.endsWith(".class")) {
                    load(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
    }

    private static void load(String type) {
        try {
            Class.forName(type, false, WarmUpCommand.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // what it needs is not in the lean jar
            return;
        }
    }

    /** Converts to each format and back. */
    private static void convert(Path in, Path directory) throws IOException {
        String images = Files.createDirectory(directory.resolve("images")).toString();
        try (OutputStream image = Files.newOutputStream(directory.resolve("images/a.jpg"))) {
            LabelPng.writeGrey(image, 8, 6, new int[48], 8);
        }
        String back = directory.resolve("back.json").toString();
        for (String format : FORMATS) {
            String converted = directory.resolve(format + ".xml").toString();
            run("", "convert", in.toString(), "--to", format, "-o", converted);
            run("", "convert", converted, "--images", images, "-o", back);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> inside = Files.walk(directory)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void run(String input, String... args) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        OutputStream nothing = OutputStream.nullOutputStream();
        Main.run(nothing, new PrintStream(nothing, false, StandardCharsets.UTF_8), in, args);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = WarmUpCommand.class.getResourceAsStream("warm-up/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
