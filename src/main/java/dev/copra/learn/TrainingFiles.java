package dev.copra.learn;

import dev.copra.io.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The files of a training. The output is there from the beginning on and is always the best network so far, so that a run that is cut
 * off has not worked for nothing. {@code OUTPUT.checkpoint}, which goes when the training ends, has what is needed to go on.
 */
final class TrainingFiles implements Trainer.Place {
    private static final String SUFFIX = ".checkpoint";

    private final Path output;
    private final Path checkpoint;
    private final boolean resume;
    private final ModelCard card;
    private final Consumer<Trainer.Epoch> told;

    TrainingFiles(Path output, boolean resume, ModelCard card, Consumer<Trainer.Epoch> told) {
        this.output = output;
        this.resume = resume;
        this.card = card;
        this.told = told;
        checkpoint = beside(output);
    }

    static Path beside(Path output) {
        return output.resolveSibling(output.getFileName() + SUFFIX);
    }

    @Override
    public void epoch(Trainer.Epoch epoch) {
        told.accept(epoch);
    }

    @Override
    public Map<String, String> card(Trainer.Epoch epoch) {
        return card.of(epoch);
    }

    @Override
    public void best(byte[] network) throws IOException {
        write(output, network);
    }

    @Override
    public byte[] saved() throws IOException {
        return resume && Files.exists(checkpoint) && Files.exists(output) ? Files.readAllBytes(checkpoint) : null;
    }

    @Override
    public void save(byte[] state) throws IOException {
        write(checkpoint, state);
    }

    /** Removes what is no longer needed. */
    void end() throws IOException {
        Files.deleteIfExists(checkpoint);
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        Output.write(path.toString(), OutputStream.nullOutputStream(), out -> out.write(bytes));
    }
}
