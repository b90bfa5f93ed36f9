package dev.copra.learn;

import dev.copra.box2mask.learned.TrainingCrops;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceLoader;

/** Trains a network on a user's own boxes. Its only implementation is in {@code copra-learn.jar}. */
public interface Trainer {

    /** The trainer on the class path, or null if there is none. */
    static Trainer find() {
        Iterator<Trainer> trainers = ServiceLoader.load(Trainer.class, Trainer.class.getClassLoader())
                .iterator();
        return trainers.hasNext() ? trainers.next() : null;
    }

    /**
     * What has been reached after an epoch.
     *
     * @param number from 1 on; 0 is the start
     * @param training the losses' means over the boxes that were seen, by name
     * @param heldOut those over the boxes that were held out
     * @param total the weighted sum of the latter, by which the best epoch is chosen
     * @param best whether no epoch before was as good
     */
    record Epoch(int number, Map<String, Double> training, Map<String, Double> heldOut, double total, boolean best) {}

    /** Why training ended. */
    enum End {
        /** All epochs are done. */
        DONE,
        /** The time is over. */
        TIME,
        /** It has not become better for long. */
        PATIENCE,
        /** A loss was no number. */
        DIVERGED
    }

    /**
     * What came of it.
     *
     * @param epochs how many were done, with those before it was resumed
     * @param bestEpoch 0 if the start was never surpassed
     * @param start total loss of the boxes held out, at the start
     * @param best the least of them
     */
    record Outcome(End end, int epochs, int bestEpoch, double start, double best) {}

    /** Where a training leaves what it has reached, so that it can be cut off at any time. */
    interface Place {
        /** Tells of an epoch. */
        void epoch(Epoch epoch) throws IOException;

        /** The metadata that the network of an epoch gets. */
        Map<String, String> card(Epoch epoch);

        /** Takes a network that is better than all before. */
        void best(byte[] network) throws IOException;

        /** What the last {@link #save} has left, or null. */
        byte[] saved() throws IOException;

        /** Keeps what is needed to go on. */
        void save(byte[] state) throws IOException;
    }

    /**
     * Trains.
     *
     * @param start the network to begin with, as ONNX
     * @throws IllegalArgumentException if the network is none that can be trained, or there are too few boxes
     */
    Outcome train(TrainingCrops crops, byte[] start, LearnOptions options, Place place) throws IOException;
}
