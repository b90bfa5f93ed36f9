package dev.copra.benchmark;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.GoldenLines;
import dev.copra.box2mask.Decision;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.coco.id.Id;
import dev.copra.image.CieLab;
import dev.copra.image.ImageStore;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.PolygonRasterizer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A strategy on demand, for {@code scripts/benchmark}, where it takes turns with another: reads lines {@code from to} from
 * standard input, masks the boxes of these images of a folder, decoded beforehand, and answers with the number of
 * instances and the thread's CPU time in milliseconds. The line {@code count} asks for the number of images.
 */
final class StrategyClock {
    private StrategyClock() {}

    /** The boxes of one image that the protocol of the quality table counts. */
    private record Sample(Planar<GrayU8> rgb, List<Target> targets) {}

    public static void main(String[] args) throws Exception {
        List<Sample> samples = load(Path.of(args[0]));
        MaskStrategy strategy = MaskStrategyProvider.openByName(new StrategySpec(args[1], Map.of()));
        Decision decision = new Decision(false, false);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            if (line.equals("count")) {
                System.out.println(samples.size());
                continue;
            }
            String[] range = line.split(" ", -1);
            int instances = 0;
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (Sample sample : samples.subList(Integer.parseInt(range[0]), Integer.parseInt(range[1]))) {
                instances += mask(sample, strategy, decision);
            }
            long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            System.out.println(instances + " " + time / 1e6);
        }
    }

    private static int mask(Sample sample, MaskStrategy strategy, Decision decision) throws Exception {
        int height = sample.rgb.height;
        int width = sample.rgb.width;
        List<Estimate> estimates =
                strategy.estimate(new Scene(height, width, CieLab.of(sample.rgb), sample.targets, List.of()));
        for (int i = 0; i < estimates.size(); i++) {
            if (estimates.get(i) instanceof Estimate.Soft soft) {
                decision.decide(soft, height, width);
            }
        }
        return estimates.size();
    }

    private static List<Sample> load(Path folder) throws Exception {
        JsonNode document =
                new ObjectMapper().readTree(folder.resolve("annotations.json").toFile());
        Map<Long, String> names = new HashMap<>();
        document.get("categories")
                .forEach(category -> names.put(
                        category.get("id").asLong(), category.get("name").asText()));
        ImageStore store = new ImageStore(folder.resolve("images"), Long.MAX_VALUE);
        List<Sample> samples = new ArrayList<>();
        for (JsonNode image : document.get("images")) {
            int height = image.get("height").asInt();
            int width = image.get("width").asInt();
            List<Target> targets = new ArrayList<>();
            for (JsonNode annotation : document.get("annotations")) {
                JsonNode b = annotation.get("bbox");
                Box box = new Box(
                        b.get(0).asDouble(),
                        b.get(1).asDouble(),
                        b.get(2).asDouble(),
                        b.get(3).asDouble());
                if (annotation.get("image_id").equals(image.get("id"))
                        && annotation.get("iscrowd").asInt() == 0
                        && box.area() > 24 * 24
                        && area(annotation.get("segmentation"), height, width) >= 50) {
                    Id category = Id.of(annotation.get("category_id").asLong());
                    targets.add(new Target(
                            Id.of(annotation.get("id").asLong()), box, names.get(category), category, null, false));
                }
            }
            samples.add(new Sample(
                    store.read(image.get("file_name").asText(), null, height, width)
                            .rgb(),
                    targets));
        }
        return samples;
    }

    private static long area(JsonNode segmentation, int height, int width) {
        Rle mask = Rle.empty(height, width);
        for (double[] ring : GoldenLines.rings(segmentation)) {
            mask = mask.union(new PolygonRasterizer().rasterize(ring, height, width));
        }
        return mask.area();
    }
}
