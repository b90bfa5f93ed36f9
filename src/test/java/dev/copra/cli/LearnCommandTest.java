package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.copra.box2mask.learned.LearnedStrategy;
import dev.copra.learn.Trainer;
import dev.copra.model.OnnxWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnCommandTest {
    @TempDir
    Path folder;

    private Typed learn(String... more) {
        String[] start = {
            "learn",
            "testdata/scenes/boxes.json",
            "--images",
            "testdata/scenes/images",
            "-o",
            folder.resolve("net.onnx").toString()
        };
        String[] all = java.util.Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return copra(all);
    }

    @Test
    void namesTheJarThatIsMissing() {
        assumeTrue(Trainer.find() == null, "only without the profile learn");
        Typed refused = learn();
        assertEquals(2, refused.code());
        assertEquals(
                "copra: training needs copra-learn.jar beside copra.jar; 'mvn -Plearn package' builds it\n",
                refused.err());
        assertFalse(Files.exists(folder.resolve("net.onnx")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs|0|--epochs: '0' is not a whole number from 1 on",
                "--time|5|write 90s, 30m or 8h",
                "--time|0s|more than 0",
                "--learning-rate|0|--learning-rate: '0' is not a number above 0",
                "--learning-rate|NaN|--learning-rate: 'NaN' is not a number",
                "--hold-out|.9|--hold-out: '.9' is not a number from 0 to 0.5",
                "--losses|projection,colors|--losses: 'colors' is no loss; there are projection, colours",
                "--losses|projection:-1|a loss counts 0 or more",
                "--min-confidence|2|from 0 to 1"
            })
    void refusesWrongOptions(String option, String value, String message) {
        Typed refused = learn(option, value);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains(message), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
    }

    @Test
    void refusesFoldersThatAreNotThere() {
        Typed refused = copra("learn", "testdata/scenes/boxes.json", "--images", "nowhere", "-o", "net.onnx");
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("--images nowhere: there is no such directory"), refused.err());
    }

    /** The program's own network under another name gives the program's own masks. */
    @Test
    void asksTheNetworkOfAFile() throws Exception {
        Path network = folder.resolve("own.onnx");
        Files.write(network, LearnedStrategy.network("learned"));
        String[] masks = new String[2];
        for (int i = 0; i < 2; i++) {
            String[] other = i == 0 ? new String[0] : new String[] {"--network", network.toString()};
            String[] start = {
                "mask",
                "testdata/scenes/boxes.json",
                "--images",
                "testdata/scenes/images",
                "--strategy",
                "learned",
                "-q",
                "--limit",
                "2"
            };
            String[] all = java.util.Arrays.copyOf(start, start.length + other.length);
            System.arraycopy(other, 0, all, start.length, other.length);
            masks[i] = copra(all).out();
        }
        assertFalse(masks[0].isEmpty());
        assertEquals(masks[0], masks[1]);
    }

    @Test
    void refusesOtherModelsAsNetwork() throws Exception {
        Path no = Files.writeString(folder.resolve("no.onnx"), "no model");
        Typed refused = copra(
                "mask",
                "testdata/scenes/boxes.json",
                "--images",
                "testdata/scenes/images",
                "--strategy",
                "learned",
                "--network",
                no.toString(),
                "-o",
                folder.resolve("m.json").toString());
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("no.onnx"), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
    }

    /** A training begins with no file that masks could not be asked of, and says which one it was. */
    @Test
    void beginsWithNoOtherModel() throws Exception {
        Path own = Files.write(folder.resolve("own.onnx"), LearnedStrategy.network("learned"));
        assertArrayEquals(LearnedStrategy.network("learned"), LearnedStrategy.network(own));
        Path no = Files.writeString(folder.resolve("no.onnx"), "no model");
        Path other = Files.write(
                folder.resolve("other.onnx"),
                new OnnxWriter()
                        .input("x", OnnxWriter.FLOAT, 1, 3)
                        .output("y", OnnxWriter.FLOAT, 1, 3)
                        .node("Relu", "x", "y")
                        .build("g", 17));
        for (Path file : List.of(no, other, folder.resolve("none.onnx"))) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> LearnedStrategy.network(file));
            assertTrue(refused.getMessage().contains(file.getFileName().toString()), refused.getMessage());
        }
    }

    /** Inputs and outputs have the names of the program's own network; how many values there are shows when it is asked. */
    @Test
    void aNetworkWithOtherSizesMakesNoMasks() throws Exception {
        Path network = Files.write(
                folder.resolve("sizes.onnx"),
                new OnnxWriter()
                        .input("colours", OnnxWriter.UINT8, 1, 3, 144, 144)
                        .input("maps", OnnxWriter.UINT8, 1, 16, 96, 96)
                        .input("category", OnnxWriter.INT64, 1)
                        .floats("few", new long[] {1, 2, 2}, .1f, .9f, .9f, .9f)
                        .floats("one", new long[] {1}, 0)
                        .output("probability", OnnxWriter.FLOAT, -1, -1, -1)
                        .output("outline", OnnxWriter.FLOAT, -1, -1, -1)
                        .output("sides", OnnxWriter.FLOAT, -1)
                        .output("careless", OnnxWriter.FLOAT, -1)
                        .node("Identity", "few", "probability")
                        .node("Identity", "few", "outline")
                        .node("Identity", "one", "sides")
                        .node("Identity", "one", "careless")
                        .build("g", 17));
        Typed refused = copra(
                "mask",
                "testdata/scenes/boxes.json",
                "--images",
                "testdata/scenes/images",
                "--strategy",
                "learned",
                "--network",
                network.toString(),
                "--fallback",
                "none",
                "--limit",
                "1");
        assertFalse(refused.err().contains("bug in Copra"), refused.err());
        assertTrue(refused.err().contains("0 masks made"), refused.err());
    }
}
