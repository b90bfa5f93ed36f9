package dev.copra.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.box2mask.Decision;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.box2mask.onnx.ModelOptions;
import dev.copra.image.ImageStore;
import dev.copra.mask.Box;
import dev.copra.mask.RleString;
import dev.copra.model.ElementType;
import dev.copra.model.ModelSpec;
import dev.copra.model.PromptStubs;
import dev.copra.model.Session;
import dev.copra.model.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Copra does around a model, for {@code scripts/benchmark/onnx}: the thread's CPU time of an image from its file to its
 * masks as RLE strings, against that of the model's own runs with inputs that are ready, image by image in turns. The model
 * is a stand-in for MobileSAM's size of input whose encoder takes a given time.
 */
final class OnnxClock {
    private static final int WARM_UP = 2;

    private static final Tensor IMAGE = Tensor.allocate(ElementType.FLOAT, 1, 3, 1024, 1024);
    private static final Tensor READY = Tensor.allocate(ElementType.FLOAT, 1, 256, 64, 64);
    private static final Tensor MASK = Tensor.allocate(ElementType.FLOAT, 1, 1, 256, 256);

    private OnnxClock() {}

    /** One image of the folder. */
    private record Sample(String file, int height, int width, List<Target> targets) {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int layers = Integer.parseInt(args[1]);
        Path work = Files.createTempDirectory("copra");
        Path decoder = Files.write(work.resolve("decoder.onnx"), PromptStubs.sam(1, null));
        Path encoder = Files.write(work.resolve("encoder.onnx"), PromptStubs.slowEncoder(layers));
        ModelSpec spec = new ModelSpec(decoder, encoder, null, Session.Options.SINGLE, Map.of());
        List<Sample> samples = load(folder);
        ImageStore store = new ImageStore(folder.resolve("images"), Long.MAX_VALUE);
        try (MaskStrategy strategy =
                        MaskStrategyProvider.openByName(new StrategySpec("onnx", ModelOptions.write(spec, false)));
                Session encoding = Session.open(encoder, Session.Options.SINGLE);
                Session decoding = Session.open(decoder, Session.Options.SINGLE)) {
            for (int round = 0; round <= WARM_UP; round++) {
                double decode = 0;
                double copra = 0;
                double finish = 0;
                double model = 0;
                int boxes = 0;
                for (Sample sample : samples) {
                    long start = now();
                    ImageStore.Picture picture = store.read(sample.file(), null, sample.height(), sample.width());
                    long decoded = now();
                    List<Estimate> estimates = strategy.estimate(new Scene(
                            sample.height(), sample.width(), picture.rgb(), null, sample.targets(), List.of()));
                    long estimated = now();
                    finish(estimates, sample);
                    long finished = now();
                    run(encoding, decoding, sample);
                    model += now() - finished;
                    decode += decoded - start;
                    copra += estimated - decoded;
                    finish += finished - estimated;
                    boxes += sample.targets().size();
                }
                if (round == WARM_UP) {
                    double n = 1e6 * samples.size();
                    System.out.printf(
                            "%d images of %.1f boxes: model %.1f ms an image; around it: decode %.2f, resize and read"
                                    + " %.2f, encode %.2f; overhead %.1f %%%n",
                            samples.size(),
                            boxes / (double) samples.size(),
                            model / n,
                            decode / n,
                            (copra - model) / n,
                            finish / n,
                            100 * (decode + copra + finish - model) / model);
                }
            }
        }
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void finish(List<Estimate> estimates, Sample sample) {
        Decision decision = new Decision(false, false);
        for (int i = 0; i < estimates.size(); i++) {
            if (estimates.get(i) instanceof Estimate.Exact exact) {
                Decision.Decided decided =
                        decision.finish(exact.mask(), 1, sample.targets().get(i).box());
                RleString.encode(decided.mask(), new byte[RleString.maxLength(decided.mask())], 0);
            }
        }
    }

    /** The model's runs for an image alone, with inputs that are ready but for a few numbers. */
    private static void run(Session encoder, Session decoder, Sample sample) throws Exception {
        Map<String, Tensor> feed = new LinkedHashMap<>(encoder.run(Map.of("image", IMAGE)));
        Tensor features = feed.get("image_embeddings");
        READY.bytes().put(features.bytes());
        feed.put("image_embeddings", READY);
        feed.put("mask_input", MASK);
        feed.put("has_mask_input", Tensor.allocate(ElementType.FLOAT, 1));
        feed.put("orig_im_size", Tensor.of(ElementType.FLOAT, new long[] {2}, sample.height(), sample.width()));
        for (Target target : sample.targets()) {
            double scale = 1024.0 / Math.max(sample.height(), sample.width());
            Box box = target.box();
            feed.put(
                    "point_coords",
                    Tensor.of(
                            ElementType.FLOAT,
                            new long[] {1, 3, 2},
                            box.x() * scale,
                            box.y() * scale,
                            box.right() * scale,
                            box.bottom() * scale,
                            0,
                            0));
            feed.put("point_labels", Tensor.of(ElementType.FLOAT, new long[] {1, 3}, 2, 3, -1));
            decoder.run(feed, Set.of("masks", "iou_predictions"));
        }
    }

    private static List<Sample> load(Path folder) throws Exception {
        JsonNode document =
                new ObjectMapper().readTree(folder.resolve("annotations.json").toFile());
        List<Sample> samples = new ArrayList<>();
        for (JsonNode image : document.get("images")) {
            List<Target> targets = new ArrayList<>();
            for (JsonNode annotation : document.get("annotations")) {
                if (annotation.get("image_id").equals(image.get("id"))) {
                    JsonNode b = annotation.get("bbox");
                    Box box = new Box(
                            b.get(0).asDouble(),
                            b.get(1).asDouble(),
                            Math.max(1, b.get(2).asDouble()),
                            Math.max(1, b.get(3).asDouble()));
                    targets.add(new Target(annotation.get("id").asLong(), box, null, 1, null, false));
                }
            }
            samples.add(new Sample(
                    image.get("file_name").asText(),
                    image.get("height").asInt(),
                    image.get("width").asInt(),
                    targets));
        }
        return samples;
    }
}
