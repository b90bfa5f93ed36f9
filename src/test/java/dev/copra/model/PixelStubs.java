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

    /**
     * A share of foreground a pixel with the channels last on both sides, [1, side, side, 3] to [1, side, side, 1], as TensorFlow's
     * exporters have it: red less blue, from 0 to 1 each, steeply, through Sigmoid at the end or not.
     */
    public static byte[] saliencyLast(int side, boolean sigmoid) {
        OnnxWriter graph = new OnnxWriter()
                .input("input_1", OnnxWriter.FLOAT, 1, side, side, 3)
                .output("activation_10", OnnxWriter.FLOAT, 1, side, side, 1)
                .floats("weights", new long[] {3, 1}, 8, 0, -8)
                .node("MatMul", "input_1,weights", "logit");
        // what stands behind the operator that counts changes no value
        return graph.node(sigmoid ? "Sigmoid" : "MatMul", sigmoid ? "logit" : "logit,one", "value")
                .floats("one", new long[] {1, 1}, 1)
                .node("Identity", "value", "activation_10")
                .build("selfie", 13);
    }

    /** IS-Net's outputs: maps and features, of which one has the shape of an embedding. */
    public static byte[] isNet() {
        OnnxWriter graph = new OnnxWriter()
                .input("input_image", OnnxWriter.FLOAT, 1, 3, 1024, 1024)
                .output("output", OnnxWriter.FLOAT, 1, 1, 1024, 1024)
                .floats("kernel", new long[] {1, 3, 1, 1}, 30, 0, -30)
                .node("Conv", "input_image,kernel", "logit")
                .node("Sigmoid", "logit", "output");
        long[] channels = {1, 1, 1, 1, 1, 64, 64, 64, 256, 512, 512};
        int[] sides = {512, 256, 128, 64, 32, 128, 128, 64, 64, 32, 16};
        for (int i = 0; i < sides.length; i++) {
            graph.output("o" + i, OnnxWriter.FLOAT, 1, channels[i], sides[i], sides[i])
                    .list("shape" + i, 1, channels[i], sides[i], sides[i])
                    .node("ReduceMax", "input_image", "most" + i)
                    .node("Expand", "most" + i + ",shape" + i, "o" + i);
        }
        return graph.build("is_net", 13);
    }

    /** One number everywhere: a model that sees nothing. */
    public static byte[] even(int side, float value) {
        return new OnnxWriter()
                .input("input.1", OnnxWriter.FLOAT, 1, 3, side, side)
                .output("o", OnnxWriter.FLOAT, 1, 1, side, side)
                .floats("kernel", new long[] {1, 3, 1, 1}, 1e-4f, 0, 0)
                .floats("bias", new long[] {1}, value)
                .node("Conv", "input.1,kernel,bias", "o")
                .build("even", 13);
    }

    /**
     * PaddleSeg's: floats [1, 3, H, W] named x, a label a pixel [1, H, W]; red less blue above a limit is the label, else 0. The
     * limit lies between object and ground only if pixels are (v / 255 - .5) / .5.
     */
    public static byte[] paddle(long label) {
        return new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, -1, 3, -1, -1)
                .output("argmax_0.tmp_0", OnnxWriter.INT32, -1, -1, -1)
                .floats("kernel", new long[] {1, 3, 1, 1}, 1, 0, -1)
                .list("first", 1)
                .scalar("limit", .5f)
                .longs("label", new long[] {1}, label)
                .node("Conv", "x,kernel", "red")
                .node("Squeeze", "red,first", "plane")
                .node("Greater", "plane,limit", "bright")
                .node("Cast", "bright", "one", "to", 7L)
                .node("Mul", "one,label", "labels")
                .node("Cast", "labels", "argmax_0.tmp_0", "to", 6L)
                .build("paddle", 13);
    }

    /**
     * A probability a class by Softmax at the end, [1, classes, H, W] or [1, H, W, classes]: the label's score is as steep as it is
     * said to be, and the others' 0.
     */
    public static byte[] softmax(boolean last, int side, int classes, int label, float[] weights, float bias) {
        float[] kernel = new float[classes * 3];
        float[] biases = new float[classes];
        System.arraycopy(weights, 0, kernel, 3 * label, 3);
        biases[label] = bias;
        long[] shape = last ? new long[] {1, side, side, classes} : new long[] {1, classes, side, side};
        OnnxWriter graph = new OnnxWriter()
                .input("image", OnnxWriter.FLOAT, 1, 3, side, side)
                .output("probability", OnnxWriter.FLOAT, shape)
                .floats("kernel", new long[] {classes, 3, 1, 1}, kernel)
                .floats("bias", new long[] {classes}, biases)
                .node("Conv", "image,kernel,bias", "scores")
                .node("Softmax", "scores", "shares", "axis", 1L);
        return (last
                        ? graph.node("Transpose", "shares", "probability", "perm", new long[] {0, 2, 3, 1})
                        : graph.node("Identity", "shares", "probability"))
                .build("softmax", 13);
    }
}
