package dev.copra.model.frame;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.image.Resampling;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * How an image's pixels become a model's numbers: scaled as 8-bit values, brightened where that is asked for, then
 * (v - mean) / std for each channel.
 *
 * @param kernel by which it is scaled: {@link Resampling.Kernel#TRIANGLE} where the model's authors use Pillow,
 *     {@link Resampling.Kernel#LINEAR} where they use OpenCV
 * @param white whether the greatest value of the scaled image becomes 255, and all others in proportion (rembg)
 * @param bgr whether blue comes first
 * @param channelsLast whether the channels of a pixel lie together (HWC), else the pixels of a channel (CHW)
 * @param mean of each channel in the model's order, on the scale from 0 to 255
 * @param std of each channel, on the same scale; 255 for values from 0 to 1
 * @param padding the value around the image of each channel, as if it were a pixel's; equal to {@code mean} it becomes 0
 */
public record Preparation(
        Resampling.Kernel kernel,
        boolean white,
        boolean bgr,
        boolean channelsLast,
        float[] mean,
        float[] std,
        float[] padding) {

    private static final int CHANNELS = 3;

    /**
     * Keeps the arrays, without copying them.
     *
     * @throws IllegalArgumentException if {@code mean}, {@code std} or {@code padding} has not three numbers
     */
    public Preparation {
        if (mean.length != CHANNELS || std.length != CHANNELS || padding.length != CHANNELS) {
            throw new IllegalArgumentException("mean, std and padding have three numbers each");
        }
    }

    /** The shape of a model's input: [1, 3, H, W] or [1, H, W, 3]. */
    public long[] shape(Placement placement) {
        int height = placement.inputHeight();
        int width = placement.inputWidth();
        return channelsLast ? new long[] {1, height, width, CHANNELS} : new long[] {1, CHANNELS, height, width};
    }

    /**
     * Makes a model's input.
     *
     * @param rgb red, green and blue
     * @param placement of this image
     * @return floats of that {@link #shape}
     */
    public Tensor tensor(Planar<GrayU8> rgb, Placement placement) {
        Tensor tensor = Tensor.allocate(ElementType.FLOAT, shape(placement));
        fill(tensor, rgb, placement);
        return tensor;
    }

    /** Makes a model's input in a tensor that is there already, of floats and that {@link #shape}. */
    public void fill(Tensor tensor, Planar<GrayU8> rgb, Placement placement) {
        int height = placement.inputHeight();
        int width = placement.inputWidth();
        FloatBuffer numbers = tensor.floatBuffer();
        Resampling across = new Resampling(rgb.width, placement.scaledWidth(), kernel);
        Resampling down = new Resampling(rgb.height, placement.scaledHeight(), kernel);
        byte[][] planes = new byte[CHANNELS][];
        float[][] table = new float[CHANNELS][256];
        for (int c = 0; c < CHANNELS; c++) {
            GrayU8 band = rgb.getBand(bgr ? CHANNELS - 1 - c : c);
            planes[c] = Resampling.eightBit(band.data, band.startIndex, band.stride, across, down);
        }
        float factor = white ? 255f / greatest(planes) : 1;
        for (int c = 0; c < CHANNELS; c++) {
            for (int v = 0; v < 256; v++) {
                table[c][v] = (v * factor - mean[c]) / std[c];
            }
        }
        int step = channelsLast ? CHANNELS : 1;
        float[] row = new float[width * step];
        for (int block = 0; block < CHANNELS; block += step) {
            for (int y = 0; y < height; y++) {
                for (int c = block; c < block + step; c++) {
                    fill(row, c - block, step, planes[c], y - placement.top(), placement, table[c], c);
                }
                numbers.put(row);
            }
        }
    }

    /** At least 1. */
    private static int greatest(byte[][] planes) {
        int greatest = 1;
        for (byte[] plane : planes) {
            for (byte value : plane) {
                greatest = Math.max(greatest, value & 0xff);
            }
        }
        return greatest;
    }

    private void fill(
            float[] row, int at, int step, byte[] plane, int y, Placement placement, float[] table, int channel) {
        float around = (padding[channel] - mean[channel]) / std[channel];
        boolean outside = y < 0 || y >= placement.scaledHeight();
        int left = at + step * placement.left();
        int right = outside ? left : left + step * placement.scaledWidth();
        for (int i = at; i < left; i += step) {
            row[i] = around;
        }
        for (int i = left, from = y * placement.scaledWidth(); i < right; i += step, from++) {
            row[i] = table[plane[from] & 0xff];
        }
        for (int i = right; i < row.length; i += step) {
            row[i] = around;
        }
    }
}
