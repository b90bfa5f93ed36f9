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
import dev.copra.coco.id.Id;
import dev.copra.image.ImageStore;
import dev.copra.mask.Box;
import dev.copra.mask.RleString;
import dev.copra.model.ModelSpec;
import dev.copra.model.PromptStubs;
import dev.copra.model.graph.Session;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Copra does around a model, for {@code scripts/benchmark/onnx}: the thread's CPU time of an image from its file to its
 * masks as RLE strings, against that of the model's own runs with inputs that are ready, image by image in turns. The models
 * are stand-ins of a given cost: one with the contract of SAM, whose input is of 1024 x 1024, and one with that of
 * EfficientSAM, which takes images as they are.
 */
final class OnnxClock {
    private static final int WARM_UP = 2;

    private static final Tensor IMAGE = Tensor.allocate(ElementType.FLOAT, 1, 3, 1024, 1024);
    private static final Tensor READY = Tensor.allocate(ElementType.FLOAT, 1, 256, 64, 64);
    private static final Tensor MASK = Tensor.allocate(ElementType.FLOAT, 1, 1, 256, 256);

    private OnnxClock() {}

    /** One image of the folder. */
    private record Sample(String file, int height, int width, List<Target> targets) {}

    /** A model to measure. */
    private record Stand(String name, byte[] decoder, int side) {
        private static final Stand SAM = new Stand("SAM, 1024 x 1024", PromptStubs.sam(1, null), 1024);
        private static final Stand EFFICIENT =
                new Stand("EfficientSAM, images as they are", PromptStubs.efficientDecoder(), -1);
    }

    /** Nanoseconds of CPU by stage, summed over images. */
    private static final class Times {
        private long decode;
        private long estimate;
        private long finish;
        private long model;
    }

    public static void main(String[] args) throws Exception {
        List<Sample> samples = load(Path.of(args[0]));
        ImageStore store = new ImageStore(Path.of(args[0]).resolve("images"), Long.MAX_VALUE);
        for (Stand stand : List.of(Stand.SAM, Stand.EFFICIENT)) {
            measure(stand, Integer.parseInt(args[1]), samples, store);
        }
    }

    private static void measure(Stand stand, int layers, List<Sample> samples, ImageStore store) throws Exception {
        Path work = Files.createTempDirectory("copra");
        Path decoder = Files.write(work.resolve("decoder.onnx"), stand.decoder());
        Path encoder = Files.write(work.resolve("encoder.onnx"), PromptStubs.slowEncoder(stand.side(), layers));
        ModelSpec spec = new ModelSpec(decoder, encoder, null, Session.Options.SINGLE, Map.of());
        try (MaskStrategy strategy =
                        MaskStrategyProvider.openByName(new StrategySpec("onnx", ModelOptions.write(spec, false)));
                Session encoding = Session.open(encoder, Session.Options.SINGLE);
                Session decoding = Session.open(decoder, Session.Options.SINGLE)) {
            Times times = new Times();
            for (int round = 0; round <= WARM_UP; round++) {
                times = new Times();
                for (Sample sample : samples) {
                    measure(sample, stand, store, strategy, encoding, decoding, times);
                }
            }
            double n = 1e6 * samples.size();
            System.out.printf(
                    "%s: model %.1f ms an image; around it: decode %.2f, resize and read %.2f, encode %.2f;"
                            + " overhead %.1f %%%n",
                    stand.name(),
                    times.model / n,
                    times.decode / n,
                    (times.estimate - times.model) / n,
                    times.finish / n,
                    100.0 * (times.decode + times.estimate + times.finish - times.model) / times.model);
        } finally {
            Files.delete(decoder);
            Files.delete(encoder);
            Files.delete(work);
        }
    }

    private static void measure(
            Sample sample,
            Stand stand,
            ImageStore store,
            MaskStrategy strategy,
            Session encoding,
            Session decoding,
            Times times)
            throws Exception {
        long start = now();
        ImageStore.Picture picture = store.read(sample.file(), null, sample.height(), sample.width());
        long decoded = now();
        List<Estimate> estimates = strategy.estimate(
                new Scene(sample.height(), sample.width(), picture.rgb(), null, sample.targets(), List.of()));
        long estimated = now();
        finish(estimates, sample);
        long finished = now();
        times.decode += decoded - start;
        times.estimate += estimated - decoded;
        times.finish += finished - estimated;
        Tensor image =
                stand.side() > 0 ? IMAGE : Tensor.allocate(ElementType.FLOAT, 1, 3, sample.height(), sample.width());
        long ready = now();
        run(encoding, decoding, sample, stand, image);
        times.model += now() - ready;
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void finish(List<Estimate> estimates, Sample sample) {
        Decision decision = new Decision(false, false);
        for (int i = 0; i < estimates.size(); i++) {
            if (estimates.get(i) instanceof Estimate.Exact exact) {
                Decision.Decided decided = decision.finish(exact.mask(), 1, exact.within());
                RleString.encode(decided.mask(), new byte[RleString.maxLength(decided.mask())], 0);
            }
        }
    }

    /** The model's runs for an image alone, with inputs that are ready but for a few numbers. */
    private static void run(Session encoder, Session decoder, Sample sample, Stand stand, Tensor image)
            throws Exception {
        Map<String, Tensor> feed = new LinkedHashMap<>();
        READY.bytes()
                .put(encoder.run(Map.of("image", image)).get("image_embeddings").bytes());
        feed.put("image_embeddings", READY);
        feed.put("mask_input", MASK);
        feed.put("has_mask_input", Tensor.allocate(ElementType.FLOAT, 1));
        feed.put("orig_im_size", Tensor.of(ElementType.INT64, new long[] {2}, sample.height(), sample.width()));
        double scale = stand.side() > 0 ? stand.side() / (double) Math.max(sample.height(), sample.width()) : 1;
        for (Target target : sample.targets()) {
            Box box = target.box();
            double[] corners = {box.x() * scale, box.y() * scale, box.right() * scale, box.bottom() * scale};
            feed.put("point_coords", Tensor.of(ElementType.FLOAT, new long[] {1, 2, 2}, corners));
            feed.put("point_labels", Tensor.of(ElementType.FLOAT, new long[] {1, 2}, 2, 3));
            feed.put("batched_point_coords", feed.get("point_coords").reshape(1, 1, 2, 2));
            feed.put("batched_point_labels", feed.get("point_labels").reshape(1, 1, 2));
            Set<String> wanted = new LinkedHashSet<>(decoder.outputs().keySet());
            wanted.remove("low_res_masks");
            decoder.run(feed, wanted);
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
                    targets.add(new Target(Id.of(annotation.get("id").asLong()), box, null, Id.of(1), null, false));
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
