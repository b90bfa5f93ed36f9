package dev.copra.model;

/** Stand-ins for models that say of each pixel what it is: by its colour, so that the closed form is the drawing itself. */
public final class PixelStubs {
    private PixelStubs() {}

    /**
     * A score a class, [1, classes, H, W], 1 x 1 convolutions of the input: class k of those given scores by its three weights
     * and its bias, all others 0.
     *
     * @param open whether the model does not say how many classes there are
     */
    public static byte[] logits(
            boolean open, String input, String output, int classes, int[] labels, float[][] weights, float[] biases) {
        float[] kernel = new float[classes * 3];
        float[] bias = new float[classes];
        for (int k = 0; k < labels.length; k++) {
            System.arraycopy(weights[k], 0, kernel, 3 * labels[k], 3);
            bias[labels[k]] = biases[k];
        }
        return new OnnxWriter()
                .input(input, OnnxWriter.FLOAT, -1, 3, -1, -1)
                .output(output, OnnxWriter.FLOAT, -1, open ? -1 : classes, -1, -1)
                .output("aux", OnnxWriter.FLOAT, -1, open ? -1 : classes, -1, -1)
                .floats("kernel", new long[] {classes, 3, 1, 1}, kernel)
                .floats("bias", new long[] {classes}, bias)
                .node("Conv", input + ",kernel,bias", output)
                .node("Neg", output, "aux")
                .build("semantic", 13);
    }

    /** The same at a quarter of a fixed size, as SegFormer has it. */
    public static byte[] quarter(int side, int classes, int label, float[] weights, float bias) {
        float[] kernel = new float[classes * 3];
        float[] biases = new float[classes];
        System.arraycopy(weights, 0, kernel, 3 * label, 3);
        biases[label] = bias;
        return new OnnxWriter()
                .input("pixel_values", OnnxWriter.FLOAT, 1, 3, side, side)
                .output("logits", OnnxWriter.FLOAT, 1, classes, side / 4, side / 4)
                .floats("kernel", new long[] {classes, 3, 1, 1}, kernel)
                .floats("bias", new long[] {classes}, biases)
                .node("AveragePool", "pixel_values", "small", "kernel_shape", new long[] {4, 4}, "strides", new long[] {
                    4, 4
                })
                .node("Conv", "small,kernel,bias", "logits")
                .build("segformer", 13);
    }

    /** How much foreground, [1, 1, side, side]: one channel of the input, and another output that means nothing. */
    public static byte[] saliency(int side, int channel) {
        float[] kernel = new float[3];
        kernel[channel] = 3;
        return new OnnxWriter()
                .input("input.1", OnnxWriter.FLOAT, 1, 3, side, side)
                .output("1959", OnnxWriter.FLOAT, 1, 1, side, side)
                .output("1960", OnnxWriter.FLOAT, 1, 1, side, side)
                .floats("kernel", new long[] {1, 3, 1, 1}, kernel)
                .node("Conv", "input.1,kernel", "1959")
                .node("Neg", "1959", "1960")
                .build("saliency", 13);
    }

    /** A label a pixel, [1, H, W], of bytes [1, H, W, 3]: where a channel is above 150 the label, else 0. */
    public static byte[] labels(int channel, long label) {
        return new OnnxWriter()
                .input("ImageTensor:0", OnnxWriter.UINT8, 1, -1, -1, 3)
                .output("SemanticPredictions:0", OnnxWriter.INT64, 1, -1, -1)
                .scalar("channel", (long) channel)
                .scalar("limit", 150f)
                .longs("label", new long[] {1, 1, 1}, label)
                .node("Cast", "ImageTensor:0", "pixels", "to", 1L)
                .node("Gather", "pixels,channel", "plane", "axis", 3L)
                .node("Greater", "plane,limit", "bright")
                .node("Cast", "bright", "one", "to", 7L)
                .node("Mul", "one,label", "SemanticPredictions:0")
                .build("label_map", 13);
    }
}
