package dev.copra.validate;

import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Mutates a clean file many times and validates what comes out. Files that {@code copra validate} calls clean are written
 * to a folder, for {@code scripts/mutate} to show them to pycocotools.
 *
 * <p>{@code java ... Mutations FILE FIRST_SEED COUNT FOLDER}
 */
final class Mutations {
    private static final int SECONDS = 20;

    private Mutations() {}

    /** What a validation makes of a document. @param errors codes of the errors; {@code not-json} if it is none */
    record Verdict(Set<String> errors, Findings findings) {
        boolean clean() {
            return errors.isEmpty();
        }
    }

    static Verdict validate(Path file) throws IOException {
        Findings findings = new Findings(code -> true, Set.of(), false);
        try {
            Validation.run(Input.file(file), ValidationOptions.of(1), findings);
        } catch (JsonException e) {
            return new Verdict(Set.of("not-json"), findings);
        }
        return new Verdict(
                findings.codes().stream()
                        .filter(code -> code.severity() == Severity.ERROR)
                        .map(Code::name)
                        .collect(java.util.stream.Collectors.toSet()),
                findings);
    }

    public static void main(String[] args) throws Exception {
        byte[] json = Files.readAllBytes(Path.of(args[0]));
        long first = Long.parseLong(args[1]);
        long count = Long.parseLong(args[2]);
        Path folder = Files.createDirectories(Path.of(args[3]));
        if (!validate(Path.of(args[0])).clean()) {
            throw new IllegalArgumentException(
                    args[0] + " is not clean: " + validate(Path.of(args[0])).errors());
        }
        ExecutorService watched = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        Map<String, Integer> counts = new TreeMap<>();
        int broken = 0;
        for (long seed = first; seed < first + count; seed++) {
            Path file = folder.resolve(seed + ".json");
            Files.write(file, Mutation.of(json, seed));
            try {
                Verdict verdict = watched.submit(() -> validate(file)).get(SECONDS, TimeUnit.SECONDS);
                if (verdict.clean()) {
                    counts.merge("clean", 1, Integer::sum);
                    continue;
                }
                for (String code : verdict.errors()) {
                    counts.merge(code, 1, Integer::sum);
                }
                Files.delete(file);
            } catch (ExecutionException e) {
                broken++;
                System.out.println("CRASH " + file + ": " + e.getCause());
                e.getCause().printStackTrace(System.out);
            } catch (TimeoutException e) {
                System.out.println("HANG " + file);
                System.exit(1);
            }
        }
        counts.forEach((code, times) -> System.out.println(code + " " + times));
        System.exit(broken > 0 ? 1 : 0);
    }
}
