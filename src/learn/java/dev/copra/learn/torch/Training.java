package dev.copra.learn.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import dev.copra.box2mask.learned.TrainingCrops;
import dev.copra.box2mask.learned.Vocabulary;
import dev.copra.learn.LearnOptions;
import dev.copra.learn.Trainer.End;
import dev.copra.learn.Trainer.Epoch;
import dev.copra.learn.Trainer.Outcome;
import dev.copra.learn.Trainer.Place;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One training: AdamW under a cosine schedule; after each epoch the moving average of the weights is tried on the boxes that are held
 * out, and kept if it is the best so far.
 */
final class Training {
    private static final String PROBABILITY = "probability";
    private static final String OUTLINE = "outline";
    private static final String SIDES = "sides";
    private static final String CARELESS = "careless";
    /** By which the heads' loss counts. */
    private static final float HEADS = .3f;

    /** The encoder knows what things look like from a million photographs, which a few hundred boxes can only harm. */
    private static final String PRETRAINED = "network.encoder.";

    private static final double DECAY = 1e-2;
    private static final float AVERAGE = .98f;
    private static final int WARM_UP = 20;
    /** Length of all gradients together above which they are shortened. */
    private static final double LONGEST = 1;

    private final LearnOptions options;
    private final Place place;
    private final NDManager manager;
    /** Called between steps: the process may exit there. */
    private final Runnable pause;

    private final TorchNetwork network;
    private final TorchNetwork average;
    private final Map<String, NDArray> trained = new TreeMap<>();
    private final AdamW optimizer;
    private final BatchMaker batches;
    private Objective objective;
    private final Shares shares;
    private final String task;
    private final long began = System.nanoTime();
    private double secondsBefore;

    Training(TrainingCrops crops, OnnxFile file, LearnOptions options, Place place, NDManager manager, Runnable pause)
            throws IOException {
        this.options = options;
        this.place = place;
        this.manager = manager;
        this.pause = pause;
        network = new TorchNetwork(file, manager);
        average = new TorchNetwork(file, manager);
        network.weights().forEach((name, weight) -> {
            if (!name.startsWith(PRETRAINED)) {
                weight.setRequiresGradient(true);
                trained.put(name, weight);
            }
        });
        optimizer = new AdamW(trained, DECAY, manager);
        batches = new BatchMaker(crops, new Vocabulary(file.metadata().getOrDefault(Vocabulary.KEY, "")));
        shares = Shares.of(crops, options.heldOut(), options.seed());
        task = crops.fingerprint() + " " + options.seed() + " " + options.rate() + " " + options.batch() + " "
                + options.heldOut() + " " + options.weights() + " " + Arrays.hashCode(file.bytes());
    }

    Outcome run() throws IOException {
        objective = new Objective(options.weights(), remember());
        Checkpoint.Position position = position();
        int best = position.bestEpoch();
        int epoch = position.epoch();
        double least = position.best();
        End end = End.DONE;
        while (epoch < options.epochs()) {
            if (isLate()) {
                end = End.TIME;
                break;
            }
            Tally training = epoch(epoch);
            if (training == null) {
                end = End.DIVERGED;
                break;
            }
            epoch++;
            Tally heldOut = tried();
            double total = objective.total(heldOut);
            if (!Double.isFinite(total)) {
                end = End.DIVERGED;
                break;
            }
            boolean better = total < least;
            Epoch reached = new Epoch(epoch, training.means(), heldOut.means(), total, better);
            if (better) {
                least = total;
                best = epoch;
                place.best(export(reached));
            }
            place.epoch(reached);
            place.save(Checkpoint.write(
                    new Checkpoint.Position(task, epoch, optimizer.steps(), best, least, position.start(), seconds()),
                    state()));
            if (epoch - best >= options.patience() && epoch < options.epochs()) {
                end = End.PATIENCE;
                break;
            }
        }
        return new Outcome(end, epoch, best, position.start(), least);
    }

    /** Where to begin: where the training was cut off, or at the start. */
    private Checkpoint.Position position() throws IOException {
        byte[] saved = place.saved();
        if (saved == null) {
            Tally heldOut = tried();
            double total = objective.total(heldOut);
            Epoch start = new Epoch(0, Map.of(), heldOut.means(), total, true);
            place.best(export(start));
            place.epoch(start);
            return new Checkpoint.Position(task, 0, 0, 0, total, total, 0);
        }
        Checkpoint.Position position = Checkpoint.position(saved);
        if (!position.task().equals(task)) {
            throw new IllegalArgumentException("the checkpoint is of other boxes, options or another network");
        }
        Checkpoint.restore(saved, state(), manager);
        optimizer.resume(position.steps());
        secondsBefore = position.seconds();
        return position;
    }

    private Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>(optimizer.state());
        trained.forEach((name, weight) -> {
            state.put("weight " + name, weight);
            state.put("average " + name, average.weights().get(name));
        });
        return state;
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - began) / 1e9;
    }

    private boolean isLate() {
        return options.budget() != null && seconds() >= options.budget().toMillis() / 1e3;
    }

    /** Keeps what the network says at the start. @return the energy of the colours, the mean over all boxes */
    private double remember() throws IOException {
        double energy = 0;
        int boxes = 0;
        for (int[] rows : Arrays.asList(shares.training(), shares.heldOut())) {
            for (int from = 0; from < rows.length; from += options.batch()) {
                int[] some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + options.batch()));
                pause.run();
                try (NDManager scratch = manager.newSubManager()) {
                    Batch batch = batches.make(some, null, scratch);
                    Map<String, NDArray> said =
                            average.run(batch.inputs(), Set.of(PROBABILITY, OUTLINE, SIDES, CARELESS), scratch);
                    NDArray inside = BatchMaker.inBox(said.get(PROBABILITY).expandDims(1), BatchMaker.SIZE);
                    batches.remember(some, inside, heads(said));
                    Prediction prediction = new Prediction(inside, batch.colours(), null, null, null);
                    energy += new EnergyLoss(false).of(prediction).sum().getFloat();
                    boxes += some.length;
                }
            }
        }
        return energy / boxes;
    }

    /** @return null if a loss was no number */
    private Tally epoch(int number) throws IOException {
        SplittableRandom random = new SplittableRandom(options.seed() * 1_000_003 + number);
        int[] order = shares.training().clone();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        int steps = (order.length + options.batch() - 1) / options.batch();
        Tally tally = new Tally();
        for (int step = 0; step < steps && !(step > 0 && isLate()); step++) {
            int[] rows = Arrays.copyOfRange(
                    order, step * options.batch(), Math.min(order.length, (step + 1) * options.batch()));
            double done = (number + step / (double) steps) / options.epochs();
            if (options.budget() != null) {
                done = Math.max(done, seconds() / (options.budget().toMillis() / 1e3));
            }
            double warm = Math.min(1, (optimizer.steps() + 1) / (double) WARM_UP);
            double rate = options.rate() * warm * .5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
            if (!step(rows, random, rate, tally)) {
                return null;
            }
        }
        return tally;
    }

    private boolean step(int[] rows, SplittableRandom random, double rate, Tally tally) throws IOException {
        pause.run();
        try (NDManager scratch = manager.newSubManager()) {
            Batch batch = batches.make(rows, random, scratch);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                Map<String, NDArray> said = say(network, batch, scratch);
                NDArray heads =
                        Tensors.times(HeadsLoss.of(heads(said), batch.heads()).sum(), HEADS);
                NDArray all = objective
                        .of(prediction(network, said, batch), batch.known(), tally)
                        .add(heads);
                NDArray value = Tensors.over(all, rows.length);
                if (!Float.isFinite(value.getFloat())) {
                    return false;
                }
                collector.backward(value);
            }
            tally.addBoxes(rows.length);
            return learn(rate, scratch);
        }
    }

    /** Takes a step along the gradients. */
    private boolean learn(double rate, NDManager scratch) {
        Map<String, NDArray> gradients = new TreeMap<>();
        double square = 0;
        for (Map.Entry<String, NDArray> weight : trained.entrySet()) {
            NDArray gradient = weight.getValue().getGradient();
            gradient.attach(scratch);
            if (!gradient.isEmpty()) {
                gradients.put(weight.getKey(), gradient);
                square += gradient.square().sum().getFloat();
            }
        }
        if (!Double.isFinite(square)) {
            return false;
        }
        optimizer.step(trained, gradients, Math.min(1, LONGEST / Math.sqrt(square + 1e-12)), rate);
        float keep = Math.min(AVERAGE, optimizer.steps() / (optimizer.steps() + 10f));
        gradients.keySet().forEach(name -> {
            NDArray weight = trained.get(name);
            JniUtils.zeroGrad((PtNDArray) weight);
            NDArray share = Tensors.times(weight, 1 - keep);
            share.attach(scratch);
            Tensors.scale(average.weights().get(name), keep).addi(share);
        });
        return true;
    }

    /** The losses of the averaged weights over the boxes held out. */
    private Tally tried() throws IOException {
        Tally tally = new Tally();
        int[] rows = shares.heldOut();
        for (int from = 0; from < rows.length; from += options.batch()) {
            int[] some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + options.batch()));
            pause.run();
            try (NDManager scratch = manager.newSubManager()) {
                Batch batch = batches.make(some, null, scratch);
                objective.of(prediction(average, say(average, batch, scratch), batch), batch.known(), tally);
                tally.addBoxes(some.length);
            }
        }
        return tally;
    }

    private static Map<String, NDArray> say(TorchNetwork network, Batch batch, NDManager scratch) {
        return network.run(batch.inputs(), Set.of(PROBABILITY, OUTLINE, SIDES, CARELESS, network.features()), scratch);
    }

    private static Heads heads(Map<String, NDArray> said) {
        return new Heads(said.get(OUTLINE), said.get(SIDES), said.get(CARELESS));
    }

    private static Prediction prediction(TorchNetwork network, Map<String, NDArray> said, Batch batch) {
        return new Prediction(
                BatchMaker.inBox(said.get(PROBABILITY).expandDims(1), BatchMaker.SIZE),
                batch.colours(),
                BatchMaker.inBox(said.get(network.features()).stopGradient(), BatchMaker.SIZE / 2),
                batch.truth(),
                batch.before());
    }

    private byte[] export(Epoch epoch) throws IOException {
        Map<String, float[]> values = new TreeMap<>();
        trained.keySet()
                .forEach(name -> values.put(name, average.weights().get(name).toFloatArray()));
        return network.export(values, place.card(epoch));
    }
}
