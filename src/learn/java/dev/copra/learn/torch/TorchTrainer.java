package dev.copra.learn.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.copra.box2mask.learned.TrainingCrops;
import dev.copra.learn.LearnOptions;
import dev.copra.learn.Trainer;
import dev.copra.run.NativeWork;
import java.io.IOException;

/** Trains by PyTorch, through the Deep Java Library (https://djl.ai). */
public final class TorchTrainer implements Trainer {
    private static final NativeWork WORK = new NativeWork();

    @Override
    public Outcome train(TrainingCrops crops, byte[] start, LearnOptions options, Place place) throws IOException {
        prepareEngine(options.threads());
        // begun and ended by each of its steps, too: between two of them the process may exit
        WORK.begin();
        try (NDManager manager = NDManager.newBaseManager()) {
            return new Training(crops, OnnxFile.read(start), options, place, manager, TorchTrainer::pause).run();
        } finally {
            WORK.end();
        }
    }

    private static void pause() {
        WORK.end();
        WORK.begin();
    }

    /** Nothing is fetched from the network and nobody is told, which the library would do otherwise. */
    private static void prepareEngine(int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Engine.getInstance();
    }
}
