package dev.copra.model;

import static dev.copra.model.OnnxWriter.BOOL;
import static dev.copra.model.OnnxWriter.FLOAT;
import static dev.copra.model.OnnxWriter.INT32;
import static dev.copra.model.OnnxWriter.INT64;

/**
 * Stand-ins for promptable models. A decoder answers the ellipse inscribed in the box that it is asked about, so that a
 * wrong scale, swapped axes or corners, wrong labels or a wrong threshold give another mask than the closed form. An encoder
 * looks at some pixels of its input, and unless they have the values that they should have, its embedding makes the decoder
 * answer nothing.
 */
public final class PromptStubs {
    private PromptStubs() {}

    /** A pixel of an encoder's input, by row and column, and the numbers of its channels. */
    public record Pixel(int row, int column, float... channels) {}

    /**
     * SAM's decoder. Its masks are turned inside out if a box has not as many points as it should: with one that is none where the
     * graph would choose among its tokens without it, else as many as the authors' predictor gives it, two.
     *
     * @param tokens 1, or 4, of which only the first is the ellipse, and the others have better scores
     * @param features a name of one more input of [1, 1, 64, 64, 16], or null
     */
    public static byte[] sam(int tokens, String features) {
        return sam(1, tokens, features);
    }

    /** The same, whose inputs say that a run takes so many boxes, -1 for any, though the graph takes one. */
    public static byte[] sam(int batch, int tokens, String features) {
        OnnxWriter graph = samPrompts(batch).input("orig_im_size", FLOAT, 2);
        if (features != null) {
            graph.input(features, FLOAT, 1, 1, 64, 64, 16);
        }
        graph.output("masks", FLOAT, 1, -1, -1, -1)
                .output("iou_predictions", FLOAT, -1, tokens)
                .output("low_res_masks", FLOAT, 1, -1, 256, 256)
                .scalar("side", 1024f)
                .node("ReduceMax", "orig_im_size", "longest", "keepdims", 0L)
                .node("Div", "longest,side", "scale")
                .node("Mul", "point_coords,scale", "points")
                .node("Identity", "orig_im_size", "size");
        ellipse(graph);
        candidates(graph, tokens, 0, tokens == 1 ? new float[] {.75f} : new float[] {.75f, .9f, .9f, .9f});
        return graph.list("low", 1, tokens, 256, 256)
                .node("Identity", "scores", "iou_predictions")
                .scalar("rightCount", tokens == 1 && features == null ? 3L : 2L)
                .scalar("minus", -1f)
                .node("Shape", "point_labels", "shapeOfLabels")
                .node("Gather", "shapeOfLabels,i1", "count", "axis", 0L)
                .node("Equal", "count,rightCount", "right")
                .node("Where", "right,f1,minus", "sign")
                .node("Mul", "all,sign", "masks")
                .node("Resize", "masks,,,low", "low_res_masks", "mode", "linear")
                .build("sam_decoder", 13);
    }

    /** @param batch how many boxes a run takes, -1 for any */
    private static OnnxWriter samPrompts(int batch) {
        return new OnnxWriter()
                .input("image_embeddings", FLOAT, 1, 256, 64, 64)
                .input("point_coords", FLOAT, batch, -1, 2)
                .input("point_labels", FLOAT, batch, -1)
                .input("mask_input", FLOAT, batch, 1, 256, 256)
                .input("has_mask_input", FLOAT, batch);
    }

    /** EfficientViT-SAM's decoder: small masks over a frame of 1024 x 1024, several boxes a run, no mask of before. */
    public static byte[] efficientVit() {
        OnnxWriter graph = new OnnxWriter()
                .input("image_embeddings", FLOAT, 1, 256, 64, 64)
                .input("point_coords", FLOAT, -1, -1, 2)
                .input("point_labels", FLOAT, -1, -1);
        return small(graph, "masks", -1);
    }

    /** NanoSAM's decoder: the small masks are all that there is. */
    public static byte[] nano() {
        OnnxWriter graph = new OnnxWriter()
                .input("image_embeddings", FLOAT, 1, 256, 64, 64)
                .input("point_coords", FLOAT, 1, -1, 2)
                .input("point_labels", FLOAT, 1, -1)
                .input("mask_input", FLOAT, 1, 1, 256, 256)
                .input("has_mask_input", FLOAT, 1);
        return small(graph, "low_res_masks", 1);
    }

    /** @param batch how many boxes a run takes, -1 for any */
    private static byte[] small(OnnxWriter graph, String masks, int batch) {
        graph.output("iou_predictions", FLOAT, batch, 1)
                .output(masks, FLOAT, batch, 1, 256, 256)
                .floats("size", new long[] {2}, 256, 256)
                .scalar("quarter", .25f)
                .node("Mul", "point_coords,quarter", "points");
        ellipse(graph);
        return graph.node("Identity", "ellipse", masks)
                .scalar("score", .75f)
                .list("rest", 1, 2)
                .node("ReduceMax", masks, "most", "axes", new long[] {2, 3}, "keepdims", 0L)
                .node("Mul", "most,f0", "noScore")
                .node("Add", "noScore,score", "iou_predictions")
                .build("sam_small", 13);
    }

    /** SAM-Med2D's decoder: the frame is of 256 x 256, whatever the image's proportions. @param batch fixed, or -1 */
    public static byte[] medical(int batch) {
        OnnxWriter graph = new OnnxWriter()
                .input("image_embeddings", FLOAT, 1, 256, 16, 16)
                .input("point_coords", FLOAT, batch, -1, 2)
                .input("point_labels", FLOAT, batch, -1)
                .input("mask_input", FLOAT, 1, 1, 64, 64)
                .input("has_mask_input", FLOAT, 1)
                .input("orig_im_size", FLOAT, 2)
                .floats("side", new long[] {2}, 256, 256)
                .node("Div", "orig_im_size,side", "scaleHW")
                .list("swap", 1, 0)
                .node("Gather", "scaleHW,swap", "scale", "axis", 0L)
                .node("Mul", "point_coords,scale", "points")
                .node("Identity", "orig_im_size", "size");
        return sam2End(graph, FLOAT);
    }

    /**
     * The decoder of SAM 2.1 or SAM 3 for Transformers.js: boxes, and no points.
     *
     * @param side of the encoder's input
     * @param cells on a side of the embedding
     */
    public static byte[] tracker(int side, int cells) {
        OnnxWriter graph = new OnnxWriter()
                .input("image_embeddings.0", FLOAT, -1, 32, 4 * cells, 4 * cells)
                .input("image_embeddings.1", FLOAT, -1, 64, 2 * cells, 2 * cells)
                .input("image_embeddings.2", FLOAT, -1, 256, cells, cells)
                .input("input_points", FLOAT, -1, 1, -1, 2)
                .input("input_labels", INT64, -1, -1, -1)
                .input("input_boxes", FLOAT, -1, -1, 4)
                .output("iou_scores", FLOAT, -1, -1, 3)
                .output("pred_masks", FLOAT, -1, -1, -1, -1, -1)
                .output("object_score_logits", FLOAT, -1, -1, 1)
                .node("Identity", "image_embeddings.2", "image_embeddings")
                .list("eachTwo", -1, 2, 2)
                .scalar("share", 4f * cells / side)
                .node("Reshape", "input_boxes,eachTwo", "corners0")
                .node("Mul", "corners0,share", "points")
                .floats("size", new long[] {2}, 4 * cells, 4 * cells)
                // a point that is given makes the labels wrong
                .node("Size", "input_points", "given")
                .node("Cast", "given", "givenF", "to", 1L)
                .floats("right", new long[] {1, 2}, 2, 3)
                .node("Add", "right,givenF", "label1")
                .node("Shape", "input_labels", "labelShape")
                .list("one", 1)
                .list("two", 2)
                .node("Gather", "labelShape,one", "boxes", "axis", 0L)
                .node("Concat", "boxes,two", "labelsShape", "axis", 0L)
                .node("Expand", "label1,labelsShape", "point_labels");
        ellipse(graph);
        candidates(graph, 3, 1, .5f, .75f, .5f);
        return graph.list("first", 0)
                .list("three", 3)
                .node("Unsqueeze", "all,first", "pred_masks")
                .node("Concat", "boxes,three", "scoreShape", "axis", 0L)
                .node("Expand", "scores,scoreShape", "score2")
                .node("Unsqueeze", "score2,first", "iou_scores")
                .list("last", 2)
                .node("ReduceMax", "iou_scores", "object_score_logits", "axes", new long[] {2})
                .build("tracker", 13);
    }

    /** SAM 2's decoder as samexporter writes it: masks of 256 x 256 over the encoder's input. */
    public static byte[] sam2Small() {
        OnnxWriter graph = sam2(samPrompts(-1), "high_res_feats_").floats("size", new long[] {2}, 256, 256);
        return sam2End(graph.scalar("quarter", .25f).node("Mul", "point_coords,quarter", "points"), FLOAT);
    }

    /** SAM 2's decoder as ibaiGorordo writes it: it is told the image's size and gives masks of it. */
    public static byte[] sam2Sized() {
        OnnxWriter graph = sam2(samPrompts(-1), "high_res_feats_").input("orig_im_size", INT32, 2);
        return sam2End(ofImageSize(graph, "orig_im_size"), FLOAT);
    }

    /** SAM 2's decoder as Microsoft writes it: other names, whole numbers, booleans. */
    public static byte[] sam2Microsoft() {
        OnnxWriter graph = new OnnxWriter()
                .input("image_embeddings", FLOAT, 1, 256, 64, 64)
                .input("point_coords", FLOAT, -1, -1, 2)
                .input("point_labels", INT32, -1, -1)
                .input("input_masks", FLOAT, -1, 1, 256, 256)
                .input("has_input_masks", FLOAT, -1)
                .input("original_image_size", INT32, 2);
        return sam2End(ofImageSize(sam2(graph, "image_features_"), "original_image_size"), BOOL);
    }

    private static OnnxWriter sam2(OnnxWriter graph, String features) {
        return graph.input(features + "0", FLOAT, 1, 32, 256, 256).input(features + "1", FLOAT, 1, 64, 128, 128);
    }

    private static OnnxWriter ofImageSize(OnnxWriter graph, String size) {
        return graph.node("Cast", size, "size", "to", 1L)
                .floats("side", new long[] {2}, 1024, 1024)
                .node("Div", "size,side", "scaleHW")
                .list("swap", 1, 0)
                .node("Gather", "scaleHW,swap", "scale", "axis", 0L)
                .node("Mul", "point_coords,scale", "points");
    }

    private static byte[] sam2End(OnnxWriter graph, int type) {
        graph.output("masks", type, -1, 3, -1, -1).output("iou_predictions", FLOAT, -1, 3);
        ellipse(graph);
        candidates(graph, 3, 1, .5f, .75f, .5f);
        if (type == BOOL) {
            graph.node("Greater", "all,f0", "masks");
        } else {
            graph.node("Identity", "all", "masks");
        }
        return graph.node("Shape", "point_labels", "n2")
                .list("a0", 0)
                .node("Gather", "n2,a0", "n")
                .list("three", 3)
                .node("Concat", "n,three", "scoreShape", "axis", 0L)
                .node("Expand", "scores,scoreShape", "iou_predictions")
                .build("sam2_decoder", 13);
    }

    /** EfficientSAM in one file: image and prompts together. */
    public static byte[] efficient(Pixel... pixels) {
        OnnxWriter graph = new OnnxWriter().input("batched_images", FLOAT, 1, 3, -1, -1);
        checked(graph, "batched_images", false, pixels);
        graph.list("four", 1, 1, 1, 1)
                .node("Reshape", "wrong,four", "image_embeddings")
                .node("Shape", "batched_images", "shape")
                .list("two", 2, 3)
                .node("Gather", "shape,two", "orig_im_size");
        return efficientEnd(graph);
    }

    /** EfficientSAM's decoder. */
    public static byte[] efficientDecoder() {
        return efficientEnd(new OnnxWriter()
                .input("image_embeddings", FLOAT, 1, 256, 64, 64)
                .input("orig_im_size", INT64, 2));
    }

    private static byte[] efficientEnd(OnnxWriter graph) {
        graph.input("batched_point_coords", FLOAT, 1, 1, -1, 2)
                .input("batched_point_labels", FLOAT, 1, 1, -1)
                .output("output_masks", FLOAT, 1, 1, 3, -1, -1)
                .output("iou_predictions", FLOAT, 1, 1, 3)
                .list("a0", 0)
                .node("Squeeze", "batched_point_coords,a0", "points")
                .node("Squeeze", "batched_point_labels,a0", "point_labels")
                .node("Cast", "orig_im_size", "size", "to", 1L);
        ellipse(graph);
        return candidates(graph, 3, 1, .5f, .75f, .5f)
                .node("Unsqueeze", "all,a0", "output_masks")
                .node("Unsqueeze", "scores,a0", "iou_predictions")
                .build("efficient_sam", 13);
    }

    /**
     * From {@code points} [n, 2 or more, 2] in pixels of the answer, {@code point_labels} and {@code size} [2] to {@code
     * ellipse} [n, 1, h, w]: 1 - ((x - cx) / rx)^2 - ((y - cy) / ry)^2 at the pixels' centres, less a lot if the embedding is
     * not 0, the first point is not labelled 2 or the second not 3.
     */
    private static void ellipse(OnnxWriter graph) {
        graph.scalar("i0", 0L)
                .scalar("i1", 1L)
                .list("a1", 1)
                .list("a12", 1, 2)
                .list("a123", 1, 2, 3)
                .scalar("f0", 0f)
                .scalar("f1", 1f)
                .scalar("half", .5f)
                .scalar("lot", 1000f)
                .node("Gather", "size,i0", "h", "axis", 0L)
                .node("Gather", "size,i1", "w", "axis", 0L)
                .node("Gather", "points,i0", "q0", "axis", 1L)
                .node("Gather", "points,i1", "q1", "axis", 1L)
                .node("Add", "q0,q1", "qs")
                .node("Mul", "qs,half", "c")
                .node("Sub", "q1,q0", "qd")
                .node("Mul", "qd,half", "r");
        axis(graph, "x", "w", "i0");
        axis(graph, "y", "h", "i1");
        graph.node("Unsqueeze", "x2,a1", "X")
                .list("a2", 2)
                .node("Unsqueeze", "y2,a2", "Y")
                .node("Add", "X,Y", "d")
                .node("Sub", "f1,d", "plain")
                .node("ReduceMax", "image_embeddings", "embedding", "keepdims", 0L)
                .node("Mul", "embedding,lot", "blind")
                .node("Sub", "plain,blind", "seen")
                .node("Cast", "point_labels", "labels", "to", 1L)
                .list("firstTwo", 0, 1)
                .node("Gather", "labels,firstTwo", "corners", "axis", 1L)
                .floats("two_three", new long[] {2}, 2, 3)
                .node("Sub", "corners,two_three", "off")
                .node("Abs", "off", "offBy")
                .node("ReduceMax", "offBy", "mislabelled", "keepdims", 0L)
                .node("Mul", "mislabelled,lot", "deaf")
                .node("Sub", "seen,deaf", "logit")
                .node("Unsqueeze", "logit,a1", "ellipse");
    }

    /** ((at - centre) / radius)^2 along an axis: [n, size]. */
    private static void axis(OnnxWriter graph, String name, String size, String index) {
        graph.node("Gather", "c," + index, "c" + name, "axis", 1L)
                .node("Gather", "r," + index, "r" + name, "axis", 1L)
                .node("Unsqueeze", "c" + name + ",a1", "centre" + name)
                .node("Unsqueeze", "r" + name + ",a1", "radius" + name)
                .node("Range", "f0," + size + ",f1", name + "s")
                .node("Add", name + "s,half", name + "h")
                .node("Sub", name + "h,centre" + name, name + "d")
                .node("Div", name + "d,radius" + name, name + "u")
                .node("Mul", name + "u," + name + "u", name + "2");
    }

    /** {@code all} [n, count, h, w]: everything but for the one that is the ellipse; {@code scores} [1, count]. */
    private static OnnxWriter candidates(OnnxWriter graph, int count, int which, float... scores) {
        graph.floats("scores", new long[] {1, count}, scores)
                .scalar("everything", 100f)
                .node("Mul", "ellipse,f0", "nothing")
                .node("Add", "nothing,everything", "decoy");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append(i == 0 ? "" : ",").append(i == which ? "ellipse" : "decoy");
        }
        return graph.node("Concat", names.toString(), "all", "axis", 1L);
    }

    /** SAM's encoder as samexporter writes it: it normalises and pads by itself. */
    public static byte[] encoderOfBytes(Pixel... pixels) {
        OnnxWriter graph = new OnnxWriter()
                .input("input_image", FLOAT, -1, -1, 3)
                .output("image_embeddings", FLOAT, 1, 256, 64, 64);
        checked(graph, "input_image", true, pixels);
        return filled(graph, "image_embeddings", 1, 256, 64, 64).build("encoder", 13);
    }

    /**
     * An encoder of a normalised image.
     *
     * @param side of its input, -1 for any
     * @param outputs name, channels and side of each feature in turns; those of HQ-SAM have one channel of 16
     */
    public static byte[] encoder(int side, Object[] outputs, Pixel... pixels) {
        OnnxWriter graph = new OnnxWriter().input("image", FLOAT, 1, 3, side, side);
        checked(graph, "image", false, pixels);
        for (int i = 0; i < outputs.length; i += 3) {
            long channels = (int) outputs[i + 1];
            long cells = (int) outputs[i + 2];
            long[] shape = channels == 1 ? new long[] {1, 1, cells, cells, 16} : new long[] {1, channels, cells, cells};
            graph.output((String) outputs[i], FLOAT, shape);
            filled(graph, (String) outputs[i], shape);
        }
        return graph.build("encoder", 13);
    }

    /**
     * An encoder that takes its time: a convolution of patches, and as many of 1 x 1 as are wanted, of 256 channels over 64 x
     * 64 cells, each of them about 0.54 GFLOP.
     *
     * @param side of its input, -1 for any
     */
    public static byte[] slowEncoder(int side, int layers) {
        OnnxWriter graph = new OnnxWriter()
                .input("image", FLOAT, 1, 3, side, side)
                .output("image_embeddings", FLOAT, 1, 256, 64, 64)
                .list("cells", 1, 256, 64, 64)
                .floats("patches", new long[] {256, 3, 16, 16}, new float[256 * 3 * 16 * 16])
                .node("Conv", "image,patches", "coarse", "strides", new long[] {16, 16})
                .node("Resize", "coarse,,,cells", "x0", "mode", "nearest");
        for (int i = 0; i < layers; i++) {
            graph.floats("w" + i, new long[] {256, 256, 1, 1}, new float[256 * 256])
                    .node("Conv", "x" + i + ",w" + i, "c" + i)
                    .node("Relu", "c" + i, "x" + (i + 1));
        }
        return graph.node("Identity", "x" + layers, "image_embeddings").build("slow_encoder", 13);
    }

    private static OnnxWriter filled(OnnxWriter graph, String name, long... shape) {
        return graph.list(name + "Shape", shape).node("Expand", "wrong," + name + "Shape", name);
    }

    /** {@code wrong}: by how much the pixels are not what they should be, but for the last digits. */
    private static void checked(OnnxWriter graph, String image, boolean last, Pixel... pixels) {
        graph.scalar("none", 0f).scalar("digits", .02f);
        String sum = "none";
        for (int i = 0; i < pixels.length; i++) {
            long rows = last ? 0 : 2;
            graph.scalar("row" + i, (long) pixels[i].row())
                    .scalar("column" + i, (long) pixels[i].column())
                    .floats("should" + i, new long[] {3}, pixels[i].channels())
                    .node("Gather", image + ",row" + i, "line" + i, "axis", rows)
                    .node("Gather", "line" + i + ",column" + i, "pixel" + i, "axis", rows)
                    .node("Sub", "pixel" + i + ",should" + i, "off" + i)
                    .node("Abs", "off" + i, "by" + i)
                    .node("ReduceMax", "by" + i, "most" + i, "keepdims", 0L)
                    .node("Max", sum + ",most" + i, "sum" + i);
            sum = "sum" + i;
        }
        graph.node("Sub", sum + ",digits", "above").node("Relu", "above", "wrong");
    }
}
