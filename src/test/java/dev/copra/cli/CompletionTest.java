package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the shells that they are for, where these are installed. */
@DisabledOnOs(OS.WINDOWS)
class CompletionTest {
    private static final String LINES = """
            copra mask --strategy le | learned learned-open level-set
            copra convert --segmentation  | counts polygon rle
            copra validate --for de | detectron2 detr
            copra validate --for cvat,de | cvat,detectron2 cvat,detr
            copra validate --report s | sarif=
            copra validate --explain bbox-le | bbox-length
            copra fix --select bbox-le | bbox-length
            copra help mas | mask
            copra completion z | zsh
            copra model in | inspect
            copra conv | convert
            copra mask --stra | --strategy
            """;

    @TempDir
    Path folder;

    private static String run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "there is no " + command[0] + " on this machine");
            return null;
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out.strip();
    }

    private String script(String shell) throws IOException {
        Typed typed = copra("completion", shell);
        assertEquals(0, typed.code(), typed.err());
        return Files.writeString(folder.resolve(shell), typed.out()).toString();
    }

    /** The words of a line; the one to be completed is the last, and may be empty. */
    private static String[] words(String line) {
        return line.split(" ", -1);
    }

    private static String sorted(String words) {
        String[] split = words.split("\\s+");
        Arrays.sort(split);
        return String.join(" ", split);
    }

    /** A command followed by the words of the line. */
    private static String[] with(String line, String... command) {
        String[] words = words(line);
        String[] all = Arrays.copyOf(command, command.length + words.length);
        System.arraycopy(words, 0, all, command.length, words.length);
        return all;
    }

    private static List<String[]> cases() {
        return LINES.lines().map(line -> line.split(" \\| ")).toList();
    }

    @Test
    void bash() throws Exception {
        String complete = "source " + script("bash") + "; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
                + " _copra 2>/dev/null; echo \"${COMPREPLY[@]}\"";
        for (String[] line : cases()) {
            assertEquals(line[1], sorted(run(with(line[0], "bash", "--norc", "-c", complete, "bash"))), line[0]);
        }
        assertEquals("", run(with("copra info bo", "bash", "--norc", "-c", complete, "bash")), "files are bash's own");
        String registered = run("bash", "--norc", "-c", "source " + script("bash") + "; complete -p copra");
        assertTrue(registered.contains("-o default"), registered);
    }

    /** The function itself, with zsh's builtins for completion replaced by what they would show. */
    @Test
    void zsh() throws Exception {
        String complete = """
                functions[compdef]=':'
                source SCRIPT
                words=("$@")
                CURRENT=$#
                _files() { print FILES }
                compset() { if [[ $2 == '*,' && ${words[CURRENT]} == *,* ]]; then first=${words[CURRENT]%,*},; fi }
                compadd() {
                  while [[ $1 != -- ]]; do shift; done
                  shift
                  for each in $@; do
                    [[ $first$each == ${words[CURRENT]}* ]] && print -- $first$each
                  done
                }
                _copra || true
                """.replace("SCRIPT", script("zsh"));
        for (String[] line : cases()) {
            assertEquals(line[1], sorted(run(with(line[0], "zsh", "-f", "-c", complete, "zsh"))), line[0]);
        }
        assertEquals("FILES", run(with("copra info bo", "zsh", "-f", "-c", complete, "zsh")));
    }

    @Test
    void fish() throws Exception {
        String source = "source " + script("fish") + "; complete -C ";
        for (String[] line : cases()) {
            String found = run("fish", "--no-config", "-c", source + "'" + line[0] + "'")
                    .lines()
                    .map(each -> each.split("\t")[0])
                    .collect(Collectors.joining(" "));
            assertEquals(line[1], sorted(found), line[0]);
        }
        Files.writeString(folder.resolve("boxes.json"), "{}");
        String files = run("fish", "--no-config", "-c", source + "'copra info " + folder + "/bo'");
        assertTrue(files.contains("boxes.json"), files);
    }
}
