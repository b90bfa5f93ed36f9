package dev.copra.benchmark;

import boofcv.alg.color.ColorLab;
import boofcv.alg.filter.binary.BinaryImageOps;
import boofcv.alg.filter.binary.LinearContourLabelChang2004;
import boofcv.alg.filter.convolve.ConvolveImage;
import boofcv.alg.interpolate.impl.ImplBilinearPixel_F32;
import boofcv.alg.misc.ImageMiscOps;
import boofcv.alg.segmentation.fh04.SegmentFelzenszwalbHuttenlocher04;
import boofcv.core.image.border.FactoryImageBorder;
import boofcv.factory.segmentation.ConfigFh04;
import boofcv.factory.segmentation.FactorySegmentationAlg;
import boofcv.struct.ConfigLength;
import boofcv.struct.ConnectRule;
import boofcv.struct.border.BorderType;
import boofcv.struct.border.ImageBorder_F32;
import boofcv.struct.convolve.Kernel1D_F32;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayS32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.ImageType;
import boofcv.struct.image.Planar;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.Blur;
import dev.copra.box2mask.cue.Contrast;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.GraphSegmentation;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.image.CieLab;
import dev.copra.image.ImageDecoder;
import dev.copra.image.Planes;
import dev.copra.mask.Connectivity;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/**
 * What Copra does with pixels, by its own code and by BoofCV's, on one thread: pairs that end in {@code Own} and {@code Boof}.
 * {@code scripts/benchmark/pixels} sets them beside each other; ARCHITECTURE.md says what was chosen. The picture is the one
 * that IMAGE names, the frame that of a box in its middle, the mask where it is light.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PixelBenchmark {
    private static final float[] SCALES = {3, 16, 59};
    private static final int LEAST_SIZE = 20;
    private static final int BUCKETS = 1 << 13;
    private static final int RADIUS = 4;
    private static final int DISTANCE = 16;
    private static final Window ENLARGED = new Window(0, 0, 288, 240);

    private Planar<GrayU8> rgb;
    private Planar<GrayF32> lab;
    private int width;
    private int height;
    private float[][] bands;
    private Planar<GrayF32> frame;
    private Rle mask;

    private final Blur blur = new Blur(1, Frame.CAPACITY);
    private final float[] blurred = new float[Frame.CAPACITY];
    private final Kernel1D_F32 kernel = kernel();
    private final ImageBorder_F32 border = FactoryImageBorder.single(BorderType.EXTENDED, GrayF32.class);
    private final GrayF32 rows = new GrayF32(1, 1);
    private final GrayF32 columns = new GrayF32(1, 1);

    private final Contrast contrast = new Contrast(Frame.CAPACITY);
    private final GraphSegmentation segmentation = new GraphSegmentation(Frame.CAPACITY);
    private final int[] labels = new int[Frame.CAPACITY];
    private final List<SegmentFelzenszwalbHuttenlocher04<Planar<GrayF32>>> fh04 = new ArrayList<>();
    private final GrayS32 regions = new GrayS32(1, 1);

    @Setup
    public void prepare() throws Exception {
        // sets BoofCV to one thread
        Class.forName(Planes.class.getName());
        rgb = ImageDecoder.decode(Path.of(System.getenv("IMAGE")), Long.MAX_VALUE);
        lab = CieLab.of(rgb);
        Window box = new Window(rgb.width / 3, rgb.height / 3, rgb.width / 3, rgb.height / 3);
        Frame around = Frame.around(box, rgb.width, rgb.height, Frame.LARGEST_BOX);
        width = around.width();
        height = around.height();
        bands = new float[3][Frame.CAPACITY];
        new Pyramid(lab).sample(around, bands);
        frame = new Planar<>(GrayF32.class, width, height, 3);
        for (int band = 0; band < 3; band++) {
            System.arraycopy(bands[band], 0, frame.bands[band].data, 0, width * height);
        }
        for (float scale : SCALES) {
            fh04.add(FactorySegmentationAlg.fh04(
                    new ConfigFh04(scale, LEAST_SIZE, ConnectRule.EIGHT, BUCKETS), ImageType.pl(3, GrayF32.class)));
        }
        byte[] light = new byte[rgb.width * rgb.height];
        for (int x = 0; x < rgb.width; x++) {
            for (int y = 0; y < rgb.height; y++) {
                light[x * rgb.height + y] = (byte) (lab.bands[0].data[y * rgb.width + x] > 50 ? 1 : 0);
            }
        }
        mask = Rle.ofDense(light, rgb.height, rgb.width);
        columns.reshape(width, height);
        rows.reshape(width, height);
        regions.reshape(width, height);
    }

    private static Kernel1D_F32 kernel() {
        float[] weights = new float[2 * RADIUS + 1];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) StrictMath.exp(-.5 * (i - RADIUS) * (i - RADIUS));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return Kernel1D_F32.wrap(weights, weights.length, RADIUS);
    }

    /** Three bands of a frame, sigma 1; the border repeats. */
    @Benchmark
    public Object blurOwn() {
        for (float[] band : bands) {
            blur.apply(band, width, height, blurred);
        }
        return blurred;
    }

    /** The same to 1e-5, but not for maps narrower than the kernel's half, where it leaves the array. */
    @Benchmark
    public Object blurBoof() {
        for (GrayF32 band : frame.bands) {
            ConvolveImage.horizontal(kernel, band, rows, border);
            ConvolveImage.vertical(kernel, rows, columns, border);
        }
        return columns;
    }

    @Benchmark
    public Object halveOwn() {
        Planar<GrayF32> half =
                new Planar<>(GrayF32.class, (lab.width + 1) / 2, (lab.height + 1) / 2, lab.getNumBands());
        for (int band = 0; band < half.getNumBands(); band++) {
            float[] from = lab.bands[band].data;
            float[] to = half.bands[band].data;
            for (int y = 0; y < half.height; y++) {
                int upper = 2 * y * lab.width;
                int lower = 2 * y + 1 < lab.height ? upper + lab.width : upper;
                for (int x = 0; x < half.width; x++) {
                    int right = Math.min(2 * x + 1, lab.width - 1);
                    to[y * half.width + x] = .25f
                            * (from[upper + 2 * x] + from[upper + right] + from[lower + 2 * x] + from[lower + right]);
                }
            }
        }
        return half;
    }

    @Benchmark
    public Object halveBoof() {
        return Planes.halve(lab);
    }

    /** EXIF's orientation 6, that of most cameras held upright. */
    @Benchmark
    public Object turnOwn() {
        Planar<GrayU8> shown = new Planar<>(GrayU8.class, rgb.height, rgb.width, 3);
        for (int band = 0; band < 3; band++) {
            byte[] from = rgb.bands[band].data;
            byte[] to = shown.bands[band].data;
            for (int y = 0, i = 0; y < shown.height; y++) {
                for (int x = 0; x < shown.width; x++, i++) {
                    to[i] = from[(rgb.height - 1 - x) * rgb.width + y];
                }
            }
        }
        return shown;
    }

    @Benchmark
    public Object turnBoof() {
        Planar<GrayU8> shown = new Planar<>(GrayU8.class, rgb.height, rgb.width, 3);
        for (int band = 0; band < 3; band++) {
            ImageMiscOps.rotateCW(rgb.bands[band], shown.bands[band]);
        }
        return shown;
    }

    @Benchmark
    public Object labOwn() {
        return CieLab.of(rgb);
    }

    @Benchmark
    public Object labBoof() {
        Planar<GrayF32> converted = new Planar<>(GrayF32.class, rgb.width, rgb.height, 3);
        ColorLab.rgbToLab(rgb, converted);
        return converted;
    }

    /** Felzenszwalb and Huttenlocher's segments of a frame at three scales, with the colour differences that they need. */
    @Benchmark
    public Object segmentsOwn() {
        contrast.compute(bands, width, height);
        segmentation.sort(contrast, width, height);
        for (float scale : SCALES) {
            segmentation.segment(scale, labels);
        }
        return labels;
    }

    @Benchmark
    public Object segmentsBoof() {
        fh04.forEach(segments -> segments.process(frame, regions));
        return regions;
    }

    @Benchmark
    public Object stretchOwn() {
        return Bilinear.stretch(bands[0], width, height, ENLARGED);
    }

    @Benchmark
    public Object stretchBoof() {
        ImplBilinearPixel_F32 bilinear = new ImplBilinearPixel_F32();
        bilinear.setBorder(FactoryImageBorder.single(BorderType.EXTENDED, GrayF32.class));
        bilinear.setImage(frame.bands[0]);
        float[] out = new float[ENLARGED.width() * ENLARGED.height()];
        float shrinkX = (float) width / ENLARGED.width();
        float shrinkY = (float) height / ENLARGED.height();
        for (int y = 0, i = 0; y < ENLARGED.height(); y++) {
            for (int x = 0; x < ENLARGED.width(); x++, i++) {
                out[i] = bilinear.get((x + .5f) * shrinkX - .5f, (y + .5f) * shrinkY - .5f);
            }
        }
        return out;
    }

    /** From a mask in runs to one. */
    @Benchmark
    public Object largestPartOwn() {
        return mask.largestComponent(Connectivity.EIGHT);
    }

    @Benchmark
    public Object largestPartBoof() {
        GrayU8 dense = dense();
        GrayS32 parts = new GrayS32(dense.width, dense.height);
        LinearContourLabelChang2004 labelling = new LinearContourLabelChang2004(ConnectRule.EIGHT);
        labelling.setSaveInternalContours(false);
        labelling.setMaxContourLength(ConfigLength.fixed(0));
        labelling.process(dense, parts);
        int[] count = new int[labelling.getContours().size + 1];
        for (int part : parts.data) {
            count[part]++;
        }
        int largest = 1;
        for (int part = 2; part < count.length; part++) {
            largest = count[part] > count[largest] ? part : largest;
        }
        for (int i = 0; i < dense.data.length; i++) {
            dense.data[i] = (byte) (parts.data[i] == largest ? 1 : 0);
        }
        return Rle.ofDense(dense.data, mask.height(), mask.width());
    }

    /** Along the pixels' edges, without loss; BoofCV's goes through the pixels of the border. */
    @Benchmark
    public Object outlineOwn() {
        return MaskTracer.trace(mask);
    }

    @Benchmark
    public Object outlineBoof() {
        return BinaryImageOps.contour(dense(), ConnectRule.EIGHT, null);
    }

    /** By a square, as the boundary's IoU wants it: of the mask the pixels that stay if it is moved anywhere within. */
    @Benchmark
    public Object erodeOwn() {
        return eroded(eroded(mask, 1, 0), 0, 1);
    }

    private static Rle eroded(Rle mask, int dx, int dy) {
        Rle all = mask;
        for (int span = 1; span < 2 * DISTANCE + 1 && !all.isEmpty(); ) {
            int step = Math.min(span, 2 * DISTANCE + 1 - span);
            all = all.intersection(all.translate(dx * step, dy * step));
            span += step;
        }
        return all.isEmpty() ? all : all.translate(-dx * DISTANCE, -dy * DISTANCE);
    }

    @Benchmark
    public Object erodeBoof() {
        return Rle.ofDense(BinaryImageOps.erode8(dense(), DISTANCE, null).data, mask.height(), mask.width());
    }

    /** Its columns as rows, as a mask has them. */
    private GrayU8 dense() {
        GrayU8 dense = new GrayU8(mask.height(), mask.width());
        mask.toDense(dense.data);
        return dense;
    }
}
