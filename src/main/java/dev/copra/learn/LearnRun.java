package dev.copra.learn;

import dev.copra.box2mask.learned.ConfidentMasks;
import dev.copra.box2mask.learned.LearnedStrategy;
import dev.copra.box2mask.learned.Supervision;
import dev.copra.box2mask.learned.TrainingCrops;
import dev.copra.coco.ProblemSink;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Trains a network on a document's boxes.
 *
 * @param start the network to begin with; null for the program's own
 * @param supervision which annotations, and what of them
 * @param pseudo masks that are taken for true
 * @param maxPixels of an image
 * @param licence what the trained network's card says of its licence
 * @param output the trained network, see {@link TrainingFiles}
 * @param resume whether to go on where a training was cut off
 */
public record LearnRun(
        Path start,
        Supervision supervision,
        ConfidentMasks pseudo,
        LearnOptions options,
        long maxPixels,
        String licence,
        Path output,
        boolean resume) {
    /** Fewer boxes say nothing of others. */
    private static final int LEAST = 8;

    private static final String OWN = "learned";

    /**
     * What was learned from, and what came of it.
     *
     * @param masks of how many boxes the mask was known
     * @param repeated boxes that were left out, because their image has the same box already
     */
    public record Result(int boxes, int masks, int images, int repeated, Trainer.Outcome outcome) {}

    /**
     * Reads the boxes and trains.
     *
     * @param problems told of bad records and of images that cannot be read, whose annotations are left out
     * @param told of each epoch
     * @throws IllegalArgumentException if there is too little to learn from, or the network cannot be trained
     */
    public Result run(
            Trainer trainer, Input boxes, ImageStore images, ProblemSink problems, Consumer<Trainer.Epoch> told)
            throws IOException {
        byte[] network = start == null ? LearnedStrategy.network(OWN) : LearnedStrategy.network(start);
        try (TrainingCrops crops = TrainingCrops.read(boxes, images, maxPixels, supervision, pseudo, problems)) {
            if (crops.size() < LEAST) {
                throw new IllegalArgumentException(boxes.name() + ": training needs " + LEAST
                        + " boxes or more whose images can be read, and there "
                        + (crops.size() == 1 ? "is 1" : "are " + crops.size()));
            }
            String data = crops.size() + " boxes of " + crops.images() + " images, " + crops.masks()
                    + " with masks; crc32 " + crops.fingerprint();
            TrainingFiles files = new TrainingFiles(output, resume, new ModelCard(data, settings(), licence), told);
            Trainer.Outcome outcome = trainer.train(crops, network, options, files);
            files.end();
            return new Result(crops.size(), crops.masks(), crops.images(), crops.repeated(), outcome);
        }
    }

    private String settings() {
        return "started from " + (start == null ? OWN : start.getFileName()) + ", supervision "
                + supervision.name().toLowerCase(Locale.ROOT) + ", epochs " + options.epochs() + ", learning rate "
                + options.rate() + ", batch " + options.batch() + ", seed " + options.seed() + ", held out "
                + options.heldOut() + ", losses " + options.weights();
    }
}
