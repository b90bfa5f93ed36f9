package dev.copra.dataset.diff;

import dev.copra.io.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Documents of many kinds: odd ones, those of the dialects, faulty ones. */
final class OddFiles {
    private OddFiles() {}

    /** All that are JSON, or JSON lines. */
    static List<Path> all() {
        return Stream.of("testdata/odd", "src/test/resources/dialects", "src/test/resources/faults", "testdata/scenes")
                .flatMap(folder -> list(Path.of(folder)))
                .filter(OddFiles::isDocument)
                .sorted()
                .toList();
    }

    private static Stream<Path> list(Path folder) {
        try {
            return Files.list(folder).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDocument(Path file) {
        try {
            DiffIndex.read(Input.file(file), false).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
