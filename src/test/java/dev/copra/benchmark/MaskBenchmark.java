package dev.copra.benchmark;

import dev.copra.mask.Rle;
import dev.copra.mask.RleString;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.PolygonRasterizer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What pycocotools' maskApi does, on one thread; each invocation is a pass over all rings or masks of a file. The same
 * passes through maskApi.c are timed by {@code scripts/benchmark/mask}, which sets the two against each other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 3, time = 2)
public class MaskBenchmark {
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();
    private byte[][] dense;
    private byte[] pixels;
    private String[] texts;
    private byte[] text;

    @Setup
    public void prepare(Outlines outlines) {
        dense = new byte[Math.min(Outlines.DENSE, outlines.masks.length)][];
        texts = new String[outlines.masks.length];
        int largest = 0;
        int longest = 0;
        for (int i = 0; i < texts.length; i++) {
            Rle mask = outlines.masks[i];
            texts[i] = mask.toCountsString();
            longest = Math.max(longest, RleString.maxLength(mask));
            if (i < dense.length) {
                dense[i] = mask.toDense();
                largest = Math.max(largest, dense[i].length);
            }
        }
        pixels = new byte[largest];
        text = new byte[longest];
    }

    @Benchmark
    public void polygon(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (int i = 0; i < outlines.rings.length; i++) {
            Rle mask = outlines.masks[i];
            blackhole.consume(rasterizer.rasterize(outlines.rings[i], mask.height(), mask.width()));
        }
    }

    @Benchmark
    public void encode(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (int i = 0; i < dense.length; i++) {
            Rle mask = outlines.masks[i];
            blackhole.consume(Rle.ofDense(dense[i], mask.height(), mask.width()));
        }
    }

    /** Into the same memory again, as a C program's malloc gives it out. */
    @Benchmark
    public void decode(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (int i = 0; i < dense.length; i++) {
            outlines.masks[i].toDense(pixels);
            blackhole.consume(pixels);
        }
    }

    /** Into new arrays, which costs fetching and clearing their memory. */
    @Benchmark
    public void decodeNew(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (int i = 0; i < dense.length; i++) {
            blackhole.consume(outlines.masks[i].toDense());
        }
    }

    @Benchmark
    public void write(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (Rle mask : outlines.masks) {
            blackhole.consume(RleString.encode(mask, text, 0));
        }
    }

    @Benchmark
    public void read(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (int i = 0; i < texts.length; i++) {
            Rle mask = outlines.masks[i];
            blackhole.consume(Rle.parse(mask.height(), mask.width(), texts[i]));
        }
    }

    /** IoU of neighbours in the file, if they are of one size. */
    @Benchmark
    public void iou(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (int i = 1; i < outlines.masks.length; i++) {
            Rle a = outlines.masks[i - 1];
            Rle b = outlines.masks[i];
            if (a.height() == b.height() && a.width() == b.width()) {
                blackhole.consume(a.iou(b));
            }
        }
    }

    @Benchmark
    public void merge(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (int i = 1; i < outlines.masks.length; i++) {
            Rle a = outlines.masks[i - 1];
            Rle b = outlines.masks[i];
            if (a.height() == b.height() && a.width() == b.width()) {
                blackhole.consume(a.union(b));
            }
        }
    }

    @Benchmark
    public void trace(Outlines outlines, CpuClock clock, Blackhole blackhole) {
        for (Rle mask : outlines.masks) {
            blackhole.consume(MaskTracer.trace(mask));
        }
    }
}
