package dev.copra.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.GoldenLines;
import dev.copra.mask.Rle;
import dev.copra.shape.PolygonRasterizer;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All rings of a COCO file, each as a mask of its own: the file that the system property or environment variable
 * {@code COCO_FILE} names, gzipped if its name ends so. Run with as many images as do not fit into the processor's caches.
 */
@State(Scope.Benchmark)
public class Outlines {
    /** Masks that the dense benchmarks use, about 100 MB as bytes. */
    static final int DENSE = 400;

    double[][] rings;
    Rle[] masks;

    @Setup
    public void load() throws IOException {
        String file = System.getProperty("COCO_FILE", System.getenv("COCO_FILE"));
        if (file == null) {
            throw new IOException("COCO_FILE must name a COCO file with polygons");
        }
        JsonNode document;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            document = new ObjectMapper().readTree(file.endsWith(".gz") ? new GZIPInputStream(in) : in);
        }
        Map<Long, JsonNode> images = new HashMap<>();
        document.get("images").forEach(image -> images.put(image.get("id").asLong(), image));
        List<double[]> rings = new ArrayList<>();
        List<Rle> masks = new ArrayList<>();
        PolygonRasterizer rasterizer = new PolygonRasterizer();
        for (JsonNode annotation : document.get("annotations")) {
            JsonNode segmentation = annotation.get("segmentation");
            if (segmentation == null || !segmentation.isArray()) {
                continue;
            }
            JsonNode image = images.get(annotation.get("image_id").asLong());
            for (double[] ring : GoldenLines.rings(segmentation)) {
                rings.add(ring);
                masks.add(rasterizer.rasterize(
                        ring, image.get("height").asInt(), image.get("width").asInt()));
            }
        }
        this.rings = rings.toArray(double[][]::new);
        this.masks = masks.toArray(Rle[]::new);
    }

    /** Writes what {@code scripts/benchmark/maskapi.c} reads: height, width, vertices as int, x and y as double. */
    public static void main(String[] args) throws IOException {
        Outlines outlines = new Outlines();
        outlines.load();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(args[0]))))) {
            out.writeInt(Integer.reverseBytes(outlines.rings.length));
            for (int i = 0; i < outlines.rings.length; i++) {
                double[] ring = outlines.rings[i];
                out.writeInt(Integer.reverseBytes(outlines.masks[i].height()));
                out.writeInt(Integer.reverseBytes(outlines.masks[i].width()));
                out.writeInt(Integer.reverseBytes(ring.length / 2));
                for (int j = 0; j < ring.length / 2 * 2; j++) {
                    out.writeLong(Long.reverseBytes(Double.doubleToRawLongBits(ring[j])));
                }
            }
        }
    }
}
