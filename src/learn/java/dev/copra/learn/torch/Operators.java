package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.copra.learn.torch.OnnxFile.Node;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The operators of ONNX (opset 17, https://onnx.ai/onnx/operators) that Copra's networks are made of, by operations of PyTorch,
 * which can be differentiated. Values are computed at the precision of their inputs.
 */
final class Operators {
    private Operators() {}

    /** @throws IllegalArgumentException if the operator is none of these */
    static NDArray compute(Node node, List<NDArray> in, NDManager manager) {
        NDArray x = in.isEmpty() ? null : in.get(0);
        return switch (node.operator()) {
            case "Add" -> x.add(in.get(1));
            case "Sub" -> x.sub(in.get(1));
            case "Mul" -> x.mul(in.get(1));
            case "Div" -> x.div(in.get(1));
            case "Greater" -> x.gt(in.get(1));
            case "Relu" -> Activation.relu(x);
            case "Sigmoid" -> Activation.sigmoid(x);
            case "Clip" -> Tensors.clip(x, in.get(1).getFloat(), in.get(2).getFloat());
            case "Cast" -> x.toType(type(node.number("to", OnnxFile.Constant.FLOAT)), false);
            case "Conv" -> convolution(node, in);
            case "Gemm" -> product(node, in);
            case "BatchNormalization" -> normalize(node, in);
            case "ReduceMean" -> reduce(node, x, true);
            case "ReduceMax" -> reduce(node, x, false);
            case "Resize" -> resize(node, in, manager);
            case "DepthToSpace" -> depthToSpace(node, x);
            case "Gather" -> gather(node, x, in.get(1));
            case "Pad" -> pad(x, in.get(1).toLongArray());
            case "Concat" -> NDArrays.concat(new NDList(in), axis(node, x));
            case "Flatten" -> x.reshape(x.getShape().get(0), -1);
            case "Transpose" -> x.transpose(ints(node.numbers("perm")));
            case "Reshape" -> reshape(x, in.get(1).toLongArray());
            case "Unsqueeze" -> unsqueeze(x, in.get(1).toLongArray());
            case "Slice" -> slice(x, in);
            case "Shape" -> Tensors.of(x.getShape().getShape(), manager);
            case "ConstantOfShape" -> manager.zeros(new Shape(in.get(0).toLongArray()), DataType.INT64);
            default -> throw new IllegalArgumentException("the operator " + node.operator() + " cannot be trained");
        };
    }

    private static DataType type(long number) {
        return switch ((int) number) {
            case OnnxFile.Constant.FLOAT -> DataType.FLOAT32;
            case OnnxFile.Constant.INT64 -> DataType.INT64;
            default -> throw new IllegalArgumentException("tensors of type " + number + " cannot be trained");
        };
    }

    private static NDArray convolution(Node node, List<NDArray> in) {
        long[] strides = node.numbers("strides");
        long[] pads = node.numbers("pads");
        long[] around = Arrays.copyOf(pads, strides.length);
        NDArray x = in.get(0);
        // PyTorch pads both sides alike
        if (!Arrays.equals(around, Arrays.copyOfRange(pads, strides.length, pads.length))) {
            x = pad(x, pads);
            around = new long[strides.length];
        }
        return x.getNDArrayInternal()
                .convolution(
                        x,
                        in.get(1),
                        in.get(2),
                        new Shape(strides),
                        new Shape(around),
                        new Shape(node.numbers("dilations")),
                        (int) node.number("group", 1))
                .get(0);
    }

    private static NDArray product(Node node, List<NDArray> in) {
        NDArray right = node.number("transB", 0) == 1 ? in.get(1).transpose() : in.get(1);
        return in.get(0).matMul(right).add(in.get(2));
    }

    /** With the statistics of the training that the network comes from. */
    private static NDArray normalize(Node node, List<NDArray> in) {
        float epsilon = node.attributes().get("epsilon") instanceof Float value ? value : 1e-5f;
        Shape channels = new Shape(1, -1, 1, 1);
        NDArray scale = in.get(1).div(Tensors.plus(in.get(4), epsilon).sqrt());
        NDArray shift = in.get(2).sub(in.get(3).mul(scale));
        return in.get(0).mul(scale.reshape(channels)).add(shift.reshape(channels));
    }

    private static NDArray reduce(Node node, NDArray x, boolean mean) {
        boolean keeps = node.number("keepdims", 1) == 1;
        int[] axes = IntStream.of(ints(node.numbers("axes")))
                .map(axis -> axis < 0 ? axis + x.getShape().dimension() : axis)
                .sorted()
                .toArray();
        NDArray reduced = x;
        for (int i = axes.length - 1; i >= 0; i--) {
            int[] axis = {axes[i]};
            reduced = mean ? reduced.mean(axis, keeps) : reduced.max(axis, keeps);
        }
        return reduced;
    }

    private static NDArray resize(Node node, List<NDArray> in, NDManager manager) {
        NDArray x = in.get(0);
        long[] shape = x.getShape().getShape();
        long[] size = new long[2];
        if (in.size() > 3) {
            size = Arrays.copyOfRange(in.get(3).toLongArray(), 2, 4);
        } else {
            float[] scales = in.get(2).toFloatArray();
            size[0] = (long) (shape[2] * scales[2]);
            size[1] = (long) (shape[3] * scales[3]);
        }
        boolean corners =
                node.text("coordinate_transformation_mode", "half_pixel").equals("align_corners");
        NDArray down = interpolation((int) shape[2], (int) size[0], corners, manager);
        NDArray across = interpolation((int) shape[3], (int) size[1], corners, manager);
        return down.matMul(x).matMul(across.transpose());
    }

    /**
     * Linear interpolation as a matrix, [out, in], which is the same along each axis. DJL's own interpolation is another one: of
     * PyTorch 2.7.1 it gives neither of the two rules of ONNX.
     */
    static NDArray interpolation(int in, int out, boolean corners, NDManager manager) {
        float[] weights = new float[out * in];
        for (int i = 0; i < out; i++) {
            double at = corners ? i * (in - 1.0) / Math.max(1, out - 1) : (i + .5) * in / out - .5;
            double inside = Math.max(0, Math.min(in - 1, at));
            int first = Math.min((int) inside, Math.max(0, in - 2));
            double share = inside - first;
            weights[i * in + first] += (float) (1 - share);
            if (in > 1) {
                weights[i * in + first + 1] += (float) share;
            }
        }
        return Tensors.of(weights, new Shape(out, in), manager);
    }

    private static NDArray depthToSpace(Node node, NDArray x) {
        long block = node.number("blocksize", 1);
        long[] s = x.getShape().getShape();
        long depth = s[1] / (block * block);
        boolean columnsFirst = node.text("mode", "DCR").equals("CRD");
        NDArray parts = columnsFirst
                ? x.reshape(s[0], depth, block, block, s[2], s[3]).transpose(0, 1, 4, 2, 5, 3)
                : x.reshape(s[0], block, block, depth, s[2], s[3]).transpose(0, 3, 4, 1, 5, 2);
        return parts.reshape(s[0], depth, s[2] * block, s[3] * block);
    }

    /** A single index takes a part away; a list of them looks up rows, as sums over one-hot rows, so that rows can be learned. */
    private static NDArray gather(Node node, NDArray x, NDArray index) {
        int axis = axis(node, x);
        if (index.getShape().dimension() == 0) {
            return x.get(new NDIndex().addAllDim(axis).addIndices(index.getLong()));
        }
        if (axis != 0 || x.getShape().dimension() != 2 || !x.getDataType().isFloating()) {
            throw new IllegalArgumentException("this use of the operator Gather cannot be trained");
        }
        return index.oneHot((int) x.getShape().get(0)).matMul(x);
    }

    /** With zeros around it. @param pads those before each axis first, then those behind; fewer axes than there are mean the last ones */
    private static NDArray pad(NDArray x, long[] pads) {
        // PyTorch begins with the last axis
        int axes = pads.length / 2;
        long[] fromLast = new long[pads.length];
        for (int i = 0; i < axes; i++) {
            fromLast[2 * i] = pads[axes - 1 - i];
            fromLast[2 * i + 1] = pads[2 * axes - 1 - i];
        }
        return x.pad(new Shape(fromLast), 0);
    }

    private static NDArray reshape(NDArray x, long[] shape) {
        long[] sides = shape.clone();
        for (int i = 0; i < sides.length; i++) {
            sides[i] = sides[i] == 0 ? x.getShape().get(i) : sides[i];
        }
        return x.reshape(sides);
    }

    private static NDArray unsqueeze(NDArray x, long[] axes) {
        NDArray result = x;
        for (long axis : axes) {
            result = result.expandDims((int) axis);
        }
        return result;
    }

    private static NDArray slice(NDArray x, List<NDArray> in) {
        long[] starts = in.get(1).toLongArray();
        long[] ends = in.get(2).toLongArray();
        long[] axes = in.size() > 3
                ? in.get(3).toLongArray()
                : LongStream.range(0, starts.length).toArray();
        long[] steps = in.size() > 4 ? in.get(4).toLongArray() : new long[] {1};
        NDArray result = x;
        for (int i = 0; i < axes.length; i++) {
            int axis = (int) axes[i];
            long length = result.getShape().get(axis);
            long step = steps[Math.min(i, steps.length - 1)];
            if (step == -1) {
                result = result.flip(axis);
            } else {
                long start = Math.max(0, starts[i] < 0 ? starts[i] + length : starts[i]);
                long end = Math.min(length, ends[i] < 0 ? ends[i] + length : ends[i]);
                result = result.get(new NDIndex().addAllDim(axis).addSliceDim(start, end, step));
            }
        }
        return result;
    }

    private static int axis(Node node, NDArray x) {
        int axis = (int) node.number("axis", 0);
        return axis < 0 ? axis + x.getShape().dimension() : axis;
    }

    private static int[] ints(long[] numbers) {
        return LongStream.of(numbers).mapToInt(Math::toIntExact).toArray();
    }
}
