package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.io.Remedy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A remedy names an option that the command has, or another command; and each remedy is one of some command. */
class RemediesTest {
    private static final List<Remedies> ALL =
            commands().stream().map(Remedies::new).toList();

    static List<String> commands() {
        return HelpTest.names().stream().filter(name -> !name.equals("help")).toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noRemedyNamesAnOptionThatTheCommandHasNot(String command) {
        Remedies remedies = new Remedies(command);
        for (Remedy remedy : Remedy.values()) {
            for (String option : Remedies.options(remedies.apply(remedy))) {
                assertNotNull(Commands.spec(command).findOption(option), () -> command + ": " + option);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRemedyIsOneOfSomeCommand(Remedy remedy) {
        assertTrue(
                ALL.stream().anyMatch(remedies -> !remedies.apply(remedy).isEmpty()),
                () -> "no command has the options of " + Remedies.after(remedy));
    }

    @Test
    void optionsAreFoundInWords() {
        assertEquals(
                List.of("--model-option"),
                Remedies.options("state one with --model-option family=..., see 'copra model inspect'"));
        assertEquals(
                List.of("--encoder", "--model"), Remedies.options("give it as --encoder, and its decoder as --model"));
        assertEquals(List.of(), Remedies.options("copra mask --box xyxy reads it"));
    }

    @Test
    void theCommandLineTellsThemSo() {
        String results = "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 1, 5, 5], \"score\": 1}]";
        Typed mask = Typed.pipe(results, "mask", "-");
        assertTrue(mask.err().contains("--image-list"), mask.err());
        Typed render = Typed.pipe(results, "report", "-");
        assertFalse(render.err().contains("--image-list"), render.err());
    }
}
